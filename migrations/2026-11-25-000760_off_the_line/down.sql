DROP INDEX activities_off_the_line;
