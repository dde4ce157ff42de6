terms-title = 参会条款
terms-registration-title = 报名
terms-general-title = 总则
terms-registration-window = { $scope ->
    [some] { $categories }：报名
   *[all] 报名
}{ $span ->
    [both] 自{ $opens }开始，至{ $until }{ $ends ->
        [day] 当日结束时
       *[moment] {""}
    }截止，{ $zone }。
    [from] 自{ $opens }开始，{ $zone }，至活动结束为止。
    [until] 开放至{ $until }{ $ends ->
        [day] 当日结束时
       *[moment] {""}
    }，{ $zone }。
   *[always] 开放至活动结束。
}
terms-version-of = 第 { $number } 版，{ $date }
terms-version-published = 第 { $number } 版，生效时间：{ $moment }
terms-fallback = 此条款仅有{ $language }版本。
terms-digest = 本文的 SHA-256：
terms-permanent = 本版本的永久地址
