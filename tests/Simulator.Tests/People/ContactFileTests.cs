using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using BluezoneTag.Simulator.People;
using BluezoneTag.Simulator.Tests.Support;
using Xunit;

namespace BluezoneTag.Simulator.Tests.People;

public sealed class ContactFileTests
{
    private const string Header = "Time\tid1\tid2\tc1\tc2\n";
    private const string Rows = "31220\t1558\t1567\t3B\t3B\n31240\t1558\t1567\t3B\t3B\n31300\t1560\t1567\tTeachers\t3B\n";

    public static TheoryData<string, int, string, string> Mistakes() => new()
    {
        { "Time\tid1\tc1\tc2\n31220\t1\tA\tA\n", 1, "column id2 is missing", "Time, id1, id2, c1, c2" },
        { Header + "31220\t1\t2\tA\n", 2, "4 columns where 5 are needed", "Time, id1, id2, c1, c2" },
        { Header + "40\t1\t2\tA\tA\n20\t1\t2\tA\tA\n", 3, "time 20 comes after 40", "sort -n" },
        { Header + "20\tone\t2\tA\tA\n", 2, "'one' is no person number", "whole number" },
        { Header + "noon\t1\t2\tA\tA\n", 2, "'noon' is no time", "whole number" },
        { Header + "20.5\t1\t2\tA\tA\n", 2, "'20.5' is no time", "whole number" },
        { Header + "-20\t1\t2\tA\tA\n", 2, "'-20' is no time", "from 0" },
        { Header + "20\t1\t-2\tA\tA\n", 2, "'-2' is no person number", "from 0" },
        { Header + "20\t1\t1000000000000\tA\tA\n", 2, "'1000000000000' is no person number", "to 2147483647" },
        { Header + "20\t1\t1e12\tA\tA\n", 2, "'1e12' is no person number", "whole number" },
        { Header + "1000000000\t1\t2\tA\tA\n", 2, "'1000000000' is no time", "to 31622400" },
        { Header + "20\t7\t7\tA\tA\n", 2, "person 7 is in contact with itself", "Remove the row" },
        { Header + "20\t1\t2\tA\tB\n40\t1\t2\tA\tA\n", 3, "person 2 is in class A here and was in B before", "one class" },
    };

    [Theory]
    [InlineData("tabs and header", Header + Rows)]
    [InlineData("no header", Rows)]
    [InlineData("header in lower case and quotes", "\"time\"\t\"id1\"\t\"id2\"\t\"c1\"\t\"c2\"\n" + Rows)]
    [InlineData("empty lines", Header + "\n" + Rows + "\n\n")]
    public void A_file_is_read_in_every_common_form(string form, string text)
    {
        using var file = new TemporaryFile(text);
        AssertIsTheExample(form, ContactFile.Read(file.Name, 1));
    }

    [Theory]
    [InlineData(' ')]
    [InlineData(',')]
    public void Columns_may_be_parted_by_spaces_or_commas(char separator)
    {
        using var file = new TemporaryFile((Header + Rows).Replace('\t', separator).Replace("\n", "\r\n", StringComparison.Ordinal));
        AssertIsTheExample($"'{separator}'", ContactFile.Read(file.Name, 1));
    }

    [Fact]
    public void A_compressed_file_is_known_by_its_content()
    {
        using var file = new TemporaryFile(TemporaryFile.Gzip(Header + Rows));
        AssertIsTheExample("gzip", ContactFile.Read(file.Name, 1));
    }

    [Fact]
    public void The_header_says_where_the_columns_are()
    {
        using var file = new TemporaryFile("c1\tc2\tid2\tid1\tweight\tTime\n3B\tTeachers\t9\t8\t1\t31220\n");
        ContactTrace trace = ContactFile.Read(file.Name, 1);
        Assert.Equal([new Person(8, "3B"), new Person(9, "Teachers")], trace.Persons);
        Assert.Equal(31_200, trace.StartSecond);
    }

    [Fact]
    public void A_day_has_its_own_rows_and_everybody_of_the_file()
    {
        using var file = new TemporaryFile(Header + "20\t1\t2\tA\tA\n86420\t2\t3\tA\tA\n86440\t2\t3\tA\tA\n");
        ContactTrace trace = ContactFile.Read(file.Name, 2);
        Assert.Equal([1, 2, 3], trace.Persons.Select(person => person.Id));
        Assert.Equal([(1, 2)], trace.Pairs.Keys);
        Assert.Equal((0, 2), (trace.StartSecond, trace.StepCount));
    }

    [Fact]
    public void Times_off_the_20_second_grid_fall_into_the_step_they_are_in()
    {
        using var file = new TemporaryFile(Header + "31220\t1\t2\tA\tA\n31245\t1\t2\tA\tA\n");
        ContactTrace trace = ContactFile.Read(file.Name, 1);
        Assert.True(trace.IsContact(0, 1, 0));
        Assert.True(trace.IsContact(0, 1, 1) || trace.IsContact(0, 1, 2));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_file_line_and_what_to_do(string text, int line, string what, string next)
    {
        using var file = new TemporaryFile(text);
        AssertError(file.Name, $"({line}): {what}", next);
    }

    [Fact]
    public void The_line_is_right_without_a_header_and_in_a_compressed_file_too()
    {
        using var file = new TemporaryFile(TemporaryFile.Gzip("20\t1\t2\tA\tA\n40\t1\t2\tA\tA\n40\t1\tA\n"));
        AssertError(file.Name, "(3): 3 columns", "A row has the columns");
    }

    [Fact]
    public void More_persons_than_a_school_has_are_refused()
    {
        IEnumerable<string> rows = Enumerable.Range(0, 1500).Select(i => $"20\t{i * 2}\t{(i * 2) + 1}\tA\tA");
        using var file = new TemporaryFile(Header + string.Join('\n', rows));
        AssertError(file.Name, "(1002): more than 2000 persons", "Take a smaller file");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData(Header)]
    public void A_file_without_rows_is_refused(string text)
    {
        using var file = new TemporaryFile(text);
        AssertError(file.Name, "no rows", "0 rows on 0 days");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    public void A_day_that_is_not_in_the_file_is_refused(int day)
    {
        using var file = new TemporaryFile(Header + Rows);
        AssertError(file.Name, $"no rows for day {day}", "Choose another --day", day);
    }

    [Fact]
    public void A_missing_file_is_refused()
    {
        AssertError(Path.Combine(Path.GetTempPath(), "no-such-contacts.csv"), "cannot be read", "Check the path");
    }

    [Fact]
    public void A_directory_is_refused()
    {
        AssertError(Path.GetTempPath(), "cannot be read", "Check the path");
    }

    [Fact]
    public void A_compressed_file_cut_short_is_refused()
    {
        string rows = string.Concat(Enumerable.Range(1, 4000).Select(i => $"{i * 20}\t{i % 89}\t{90 + (i % 7)}\tA\tA\n"));
        byte[] whole = TemporaryFile.Gzip(rows);
        for (int length = whole.Length / 2; length < whole.Length; length += 101)
        {
            using var file = new TemporaryFile(whole[..length]);
            string message = Assert.Throws<ContactFileException>(() => ContactFile.Read(file.Name, 1)).Message;
            Assert.StartsWith(file.Name, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_compressed_file_that_is_damaged_is_refused()
    {
        byte[] damaged = TemporaryFile.Gzip(Header + Rows);
        damaged.AsSpan(12, 20).Fill(0xFF);
        using var file = new TemporaryFile(damaged);
        AssertError(file.Name, "cannot be read", "Check the path");
    }

    [Fact]
    public void A_picture_is_refused()
    {
        using var file = new TemporaryFile([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]);
        AssertError(file.Name, "(1): ", "A contact file has the columns");
    }

    private static void AssertIsTheExample(string form, ContactTrace trace)
    {
        Assert.True(trace.Persons.SequenceEqual([new Person(1558, "3B"), new Person(1560, "Teachers"), new Person(1567, "3B")]), form);
        Assert.Equal((31_200, 5), (trace.StartSecond, trace.StepCount));
        Assert.Equal([0, 1], trace.Pairs[(0, 2)]);
        Assert.Equal([4], trace.Pairs[(1, 2)]);
    }

    private static void AssertError(string name, string what, string next, int day = 1)
    {
        string message = Assert.Throws<ContactFileException>(() => ContactFile.Read(name, day)).Message;
        Assert.StartsWith(name, message, StringComparison.Ordinal);
        Assert.Contains(what, message, StringComparison.Ordinal);
        Assert.Contains(next, message, StringComparison.Ordinal);
    }
}
