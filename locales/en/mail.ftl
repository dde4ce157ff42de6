# What every mail is put together from.
mail-line = { $label }: { $value }
mail-comma = {", "}
mail-before = before: { $before }

# The mail folder at /dev/mailbox, seen by whoever tries the product out on their own machine.
mailbox-title = Mail folder
mailbox-about = No mail server is set up, so every mail ends here and nobody else receives it.
mailbox-empty = No mail yet.
mailbox-date = Sent
mailbox-to = To
mailbox-subject = Subject
mailbox-no-subject = (no subject)
mailbox-kind = Kind
mailbox-language = Language

# One mail as it reads, in the folder above and on an attendee’s page.
letter-html = As it looks
letter-text = As text
letter-files = Attachments
letter-headers = Headers
letter-parts = Parts of the mail
letter-no-files = Nothing is attached.
letter-about = Written anew from what is stored now: no copy of a mail is kept. The personal link is masked, since whoever has it can act as the attendee.
letter-gone = This mail cannot be shown:
letter-unrendered = it can no longer be put together; the log says why
