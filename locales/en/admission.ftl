workspace-review = Review
review-title = Waiting for your decision
review-waiting = { $n ->
    [one] { $shown } registration waits, the longest wait first
   *[other] { $shown } registrations wait, the longest wait first
}
review-more = { $n ->
    [one] { $shown } more follows when these are decided
   *[other] { $shown } more follow when these are decided
}
review-categories = Category
review-all-categories = All
review-empty = Nobody waits for a decision.
review-pick = Include in a joint decision
review-since = Waiting since { $moment }
review-place-held = a place is held meanwhile
review-place-none = no place is held meanwhile
review-reads = Reads
review-state-asked = Asked, not answered yet
review-state-completed = Completed
review-approve = Approve
review-ask = Ask for more…
review-reject = Reject…
review-several = Decide about several at once
review-several-hint = Tick those it is about. The next page says whom it concerns, before anything is decided.
review-approve-ticked = Approve those ticked…
review-ask-ticked = Ask those ticked…
review-reject-ticked = Reject those ticked…
review-nobody = Nobody was chosen. Tick those it is about.
review-approved = { $n ->
    [one] { $shown } registration is approved.
   *[other] { $shown } registrations are approved.
}
review-rejected = { $n ->
    [one] { $shown } registration is rejected.
   *[other] { $shown } registrations are rejected.
}
review-asked = { $n ->
    [one] { $shown } person is asked. The answer comes back to this list.
   *[other] { $shown } people are asked. The answers come back to this list.
}
review-skipped = { $n ->
    [one] { $shown } was left out, because it was decided meanwhile.
   *[other] { $shown } were left out, because they were decided meanwhile.
}
review-approve-title = { $n ->
    [one] Approve { $shown } registration?
   *[other] Approve { $shown } registrations?
}
review-approve-title-one = Approve { $name }?
review-approve-means = Whoever is approved gets a place, or whatever comes next in the category, and is told by mail.
review-reject-title = { $n ->
    [one] Reject { $shown } registration?
   *[other] Reject { $shown } registrations?
}
review-reject-title-one = Reject { $name }?
review-reject-means = The registration ends and its place is free for somebody else. A mail gives the reason in your words.
review-reject-words = Reason
review-reject-submit = Reject
review-reject-words-missing = Enter the reason: it is what stands in the mail
review-ask-title = { $n ->
    [one] Ask { $shown } person
   *[other] Ask { $shown } people
}
review-ask-title-one = Ask { $name }
review-ask-means = Your question goes out by mail with a link to answer. The registration stays under review.
review-ask-words = Question
review-ask-words-missing = Enter what you want to know
review-ask-submit = Send the question
review-languages = It is read as you write it, so write in the language that is read: { $languages }
review-no-place = { $n ->
    [one] There is no free place for { $shown } person, so nothing was decided here.
   *[other] There is no free place for { $shown } people, so nothing was decided about them.
}
review-overbook = Approve beyond the places there are
review-left-out = Left out
review-left-out-why = They no longer wait for a decision; this is where they stand.
said-yes = yes
said-no = no
own-title-asked = The organizer has a question
own-next-asked = Your registration is under review. The organizer decides when you have answered.
own-answer = Answer
own-answered = Your answer is with the organizer.
own-until = Until { $until }
answer-title = Answer the organizer
answer-label = Your answer
answer-hint = The organizer reads it together with your registration.
answer-missing = Enter your answer
answer-change = Change your details instead, or as well
answer-submit = Send the answer
answer-late-title = No answer is needed any more
answer-late-text = The organizer has decided meanwhile, or has an answer already.
answer-kept = This is what you wrote:
change-reviewed-again = The organizer looks at your registration again when you change it. Your place is kept meanwhile.
mail-in-review-subject = { $event }: your registration is under review
mail-in-review-greeting = { $name }, your registration has arrived.
mail-in-review-intro = The organizer looks at it and decides. You need not do anything: we write to you as soon as there is a decision.
mail-more-asked-subject = { $event }: the organizer has a question
mail-more-asked-greeting = { $name }, the organizer has a question.
mail-more-asked-intro = Your registration is under review. Open it to answer; the organizer decides after that.
mail-rejected-subject = { $event }: your registration was declined
mail-rejected-greeting = { $name }, the organizer could not offer you a place.
mail-rejected-intro = Your registration has ended, and you need not do anything.
mail-kind-registration-in-review = “Your registration is under review”
mail-kind-registration-more-asked = The organizer’s question
mail-kind-registration-rejected = “Your registration was declined”
own-proved = Your address is confirmed.
prove-title = Is this address yours?
prove-text = Press the button to confirm the address you registered with:
prove-submit = Yes, confirm it
prove-done-title = This address is confirmed
prove-done-text = There is nothing left to do here.
prove-late-title = This link is no longer valid
prove-late-text = The address was not confirmed in time, so the registration has ended. You can register again.
mail-prove-subject = Confirm your address: { $event }
mail-prove-greeting = { $name }, one more step.
mail-prove-intro = Confirm that this address is yours, and your registration goes on. Until then it is not complete.
mail-prove-until = The link works until { $until }. After that the registration ends by itself.
mail-prove-open = Confirm my address
mail-prove-not-you = If you did not register, ignore this mail: without a confirmation nothing happens.
mail-awaiting-payment-subject = { $event }: your payment is awaited
mail-awaiting-payment-greeting = { $name }, a place is held for you.
mail-awaiting-payment-intro = It is yours as soon as the payment has arrived. We confirm that by mail.
mail-awaiting-payment-until = The place is held until { $until }. If nothing has arrived by then, it goes to somebody else.
mail-kind-registration-prove = Confirmation of the address
mail-kind-registration-awaiting-payment = “Your payment is awaited”
payment-title = Payment
payment-all = Everything is paid.
payment-open = Still to be paid:
payment-received = Received:
payment-amount = Amount received
payment-amount-in = Amount received in { $currency }
payment-currency = Currency
payment-note = Note the payment
payment-noted = The payment is noted.
payment-amount-odd = Enter the amount in figures, for example 120.50
payment-too-much = Only { $owed } is still to be paid: enter that or less
payment-nothing-open = Nothing is to be paid in this currency
payment-ended = The registration has ended, so nothing is to be paid any more
own-email-written = We write to you at
own-resend-mail = Send the mail again
