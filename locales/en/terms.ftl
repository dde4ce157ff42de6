terms-title = Terms of participation
terms-registration-title = Registration
terms-general-title = General
# $span: both, from, until, always; $ends: day (a whole day, inclusive) or moment; $scope: all or some categories.
terms-registration-window = { $scope ->
    [some] { $categories }: registration
   *[all] Registration
} { $span ->
    [both] opens on { $opens } and closes { $ends ->
        [day] at the end of { $until }
       *[moment] on { $until }
    }, { $zone }.
    [from] opens on { $opens }, { $zone }, and stays open until the event is over.
    [until] is open until { $ends ->
        [day] the end of { $until }
       *[moment] { $until }
    }, { $zone }.
   *[always] is open until the event is over.
}
terms-version-of = version { $number } of { $date }
terms-version-published = Version { $number }, in force since { $moment }
terms-fallback = This clause exists in { $language } only.
terms-digest = SHA-256 of this text:
terms-permanent = Permanent address of this version
