DROP INDEX activities_by_kind;
DROP INDEX activities_by_account;
