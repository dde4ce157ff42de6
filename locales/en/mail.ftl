# What every mail is put together from.
mail-line = { $label }: { $value }
mail-before = before: { $before }

# The mail folder at /dev/mailbox, seen by whoever tries the product out on their own machine.
mailbox-title = Mail folder
mailbox-about = No mail server is set up, so every mail ends here and nobody else receives it.
mailbox-empty = No mail yet.
mailbox-date = Sent
mailbox-to = To
mailbox-subject = Subject
mailbox-no-subject = (no subject)
mailbox-back = All mails
mailbox-html = Look at the formatted version
mailbox-text = Text
mailbox-calendar = Calendar entry
mailbox-headers = Headers
