# Signing in and one's own account.

sign-in-title = Sign in
sign-in-for-whom = For those who organize events. To attend one you need no account.
sign-in-email = E-mail
sign-in-password = Password
sign-in-submit = Sign in
sign-in-link-title = No password, or forgotten it?
sign-in-link-text = We mail you a link that signs you in once. Type your e-mail above; the password may stay empty.
sign-in-link-submit = E-mail me a sign-in link
sign-in-again = Back to sign-in

sign-in-email-empty = Enter your e-mail address
sign-in-email-unusable = Enter a complete e-mail address, such as name@example.org
sign-in-password-empty = Enter your password, or have a link mailed to you
sign-in-wrong = E-mail and password do not match. Type the password again, or have a link mailed to you
# $n and $shown: minutes to wait.
sign-in-throttled = { $n ->
    [one] There were too many tries. Try again in { $shown } minute, or have a link mailed to you
   *[other] There were too many tries. Try again in { $shown } minutes, or have a link mailed to you
}
sign-in-link-throttled = { $n ->
    [one] Several links were asked for already. Open the latest one in your mailbox, or ask again in { $shown } minute
   *[other] Several links were asked for already. Open the latest one in your mailbox, or ask again in { $shown } minutes
}

sign-in-requested-title = Look into your mailbox
sign-in-requested-text = { $n ->
    [one] If this address belongs to an account, a sign-in link is on its way to it. The link works once, for { $shown } minute.
   *[other] If this address belongs to an account, a sign-in link is on its way to it. The link works once, for { $shown } minutes.
}
sign-in-requested-nothing = No mail? Check the spelling above and the spam folder. An owner of your organization knows whether you have an account.

sign-in-link-page-title = Sign in by link
sign-in-link-page-text = The link works once and is used up when you press the button. In this browser you then stay signed in for two weeks at most.
sign-in-link-page-submit = Sign in as { $name }
sign-in-dead-link-title = This link works no longer
sign-in-dead-link-text = It was used already, its time has run out, or it was not copied whole. Have a new one mailed to you.

account-title = Your account
account-name = Name
account-organization = Organization
account-role-owner = Owner
account-role-manager = Manager
account-role-viewer = Viewer

account-password-first = Choose a password
account-password-change = Change the password
account-password-text = When you save it, all your other browsers are signed out. You can always sign in by a mailed link as well.
account-current-password = Current password
account-new-password = New password
account-new-password-hint = { $n ->
    [one] At least { $shown } character. A few words in a row are easy to remember.
   *[other] At least { $shown } characters. A few words in a row are easy to remember.
}
account-password-submit = Save the password
account-password-saved = The password is saved. All your other browsers are signed out.
account-current-empty = Enter your current password
account-current-wrong = This is not your current password. Type it again, or sign in by a mailed link to choose a new one
account-password-empty = Enter a new password
account-password-too-short = { $n ->
    [one] Make the new password longer: at least { $shown } character
   *[other] Make the new password longer: at least { $shown } characters
}
account-password-too-long = Make the new password shorter: up to 1,024 bytes fit
account-password-unreadable = The new password has signs that were lost on the way. Type it again
account-password-is-address = Choose a new password that is not your e-mail address
account-password-common = Choose another new password: this one is among the first that are guessed
account-throttled = { $n ->
    [one] There were too many tries. Enter the current password again in { $shown } minute
   *[other] There were too many tries. Enter the current password again in { $shown } minutes
}

account-browsers = Signed-in browsers
account-browsers-text = Do you not recognize one? Sign it out and change your password.
account-browser-unknown = Unknown browser
account-browser-current = (this one)
account-browser-revoke = Sign out
# Both are moments with their zone.
account-browser-times = Since { $since }; last seen { $seen }

account-mail-subject = Your link to sign in to { $host }
account-mail-greeting = Hello { $name },
account-mail-intro = here is the link that signs you in to { $host } as { $email }.
account-mail-open = Open it in the browser in which you want to work:
account-mail-button-label = Open the sign-in page
account-mail-lifetime = { $n ->
    [one] The link works once, for { $shown } minute from when it was asked for.
   *[other] The link works once, for { $shown } minutes from when it was asked for.
}
account-mail-button = It is used up when you press the button on the page it opens.
account-mail-asked = Somebody asked for it on the sign-in page.
account-mail-asked-in = Somebody asked for it on the sign-in page, in this browser: { $browser }.
account-mail-not-you = If it was not you, ignore this mail: nobody can sign in without the link.
account-mail-never-forward = Do not forward it.
account-mail-footer = This mail came because an organizer’s account at { $host } has your address.
