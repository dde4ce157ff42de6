lack-time = 必须有时间：请填写开始时间、结束时间和时区。
lack-ends-before-start = 结束时间早于开始时间。请填写晚于开始的结束时间。
lack-skipped-time = 在 { $zone }，时钟会跳过 { $local }。请选择其他时间；时钟从 { $resumes } 继续。
lack-venue = 请填写举办地点。
lack-contact = 请提供参会者可以联系的邮箱。
lack-category = 请至少添加一个参会类别。
lack-terms = 请撰写参会条款。
