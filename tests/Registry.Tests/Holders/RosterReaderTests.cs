using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using BluezoneTag.Registry.Holders;
using BluezoneTag.Registry.Results;
using Xunit;

namespace BluezoneTag.Registry.Tests.Holders;

/// <summary>Files as schools have them. The people are letters: "Ễ A" is nobody.</summary>
public sealed class RosterReaderTests
{
    private const string Good = "Mã số,Họ và tên,Lớp\n12,Ễ A,3B\n7,Ự B,3B\n";

    [Fact]
    public void Numbers_names_and_classes_are_read()
    {
        Roster roster = ProblemAssert.Ok(Read(Good));
        Assert.Equal([new RosterRow(12, "Ễ A", "3B", 2), new RosterRow(7, "Ự B", "3B", 3)], roster.Rows);
    }

    public static TheoryData<string, byte[]> Encodings() => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Good) },
        { "UTF-8 with mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Good)] },
        { "UTF-16 little-endian", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Good)] },
        { "UTF-16 big-endian", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Good)] },
        { "decomposed", Encoding.UTF8.GetBytes(Good.Replace("Ễ", "E\u0302\u0303").Replace("Ự", "U\u031B\u0323").Replace("ọ", "o\u0323").Replace("ớ", "ơ\u0301")) },
        { "semicolons", Encoding.UTF8.GetBytes(Good.Replace(',', ';')) },
        { "tabs", Encoding.UTF8.GetBytes(Good.Replace(',', '\t')) },
        { "Windows lines", Encoding.UTF8.GetBytes(Good.Replace("\n", "\r\n")) },
        { "no last line end", Encoding.UTF8.GetBytes(Good.TrimEnd()) },
        { "blanks around", Encoding.UTF8.GetBytes(Good.Replace(",", " , ")) },
        { "empty rows at the end", Encoding.UTF8.GetBytes(Good + ",,\n\n,,\n") },
        { "quoted", Encoding.UTF8.GetBytes(Good.Replace("Ễ A", "\"Ễ A\"")) },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_same_list_is_read_however_it_was_saved(string name, byte[] file)
    {
        Assert.NotEmpty(name);
        Assert.Equal(Read(Good).Value.Rows, ProblemAssert.Ok(RosterReader.Read(file)).Rows);
    }

    [Fact]
    public void Columns_that_are_not_needed_are_not_taken_in()
    {
        Roster roster = ProblemAssert.Ok(Read("Ngày sinh,Tên,Điện thoại\n1.1.2015,A,0\n"));
        Assert.Equal(["Ngày sinh", "Điện thoại"], roster.IgnoredColumns);
        Assert.Equal([new RosterRow(null, "A", string.Empty, 2)], roster.Rows);
    }

    [Fact]
    public void A_line_break_inside_quotes_does_not_shift_the_line_numbers()
    {
        Problem problem = ProblemAssert.Is(RegistryError.RosterNameMissing, Read("name,class,note\nA,1,\"two\nlines\"\n,2,\n"));
        Assert.Equal(("4", "1"), (problem.Facts["line"], problem.Facts["column"]));
    }

    [Theory]
    [InlineData("", RegistryError.RosterEmpty, "1", "")]
    [InlineData("name,class\n", RegistryError.RosterEmpty, "1", "")]
    [InlineData("number,class\n1,A\n", RegistryError.RosterColumnMissing, "1", "")]
    [InlineData("name,họ tên\nA,B\n", RegistryError.RosterColumnTwice, "1", "2")]
    [InlineData("name,class\nA,1\nB\n", RegistryError.RosterFieldCount, "3", "")]
    [InlineData("name,class\nA,1,x\n", RegistryError.RosterFieldCount, "2", "")]
    [InlineData("name,class\n\"A\"x,1\n", RegistryError.RosterQuote, "2", "1")]
    [InlineData("name,class\nB,\"A\"x\n", RegistryError.RosterQuote, "2", "3")]
    [InlineData("name,class\n,1\n", RegistryError.RosterNameMissing, "2", "1")]
    [InlineData("number,name\nx,A\n", RegistryError.RosterNumberInvalid, "2", "1")]
    [InlineData("number,name\n0,A\n", RegistryError.RosterNumberInvalid, "2", "1")]
    [InlineData("number,name\n4294967296,A\n", RegistryError.RosterNumberInvalid, "2", "1")]
    [InlineData("number,name\n-1,A\n", RegistryError.RosterNumberInvalid, "2", "1")]
    [InlineData("number,name\n5,A\n6,B\n5,C\n", RegistryError.RosterNumberTwice, "4", "1")]
    [InlineData("name,class\nA,1\nB,1\nA,1\n", RegistryError.RosterNameTwice, "4", "1")]
    [InlineData("name,class\nNguyá»…n,1\n", RegistryError.RosterGarbled, "2", "5")]
    [InlineData("name\nA\uFFFDB\n", RegistryError.RosterGarbled, "2", "2")]
    [InlineData("name\nA\u0007B\n", RegistryError.RosterTextInvalid, "2", "1")]
    public void A_fault_is_named_with_its_place(string text, RegistryError error, string line, string column)
    {
        Problem problem = ProblemAssert.Is(error, Read(text));
        Assert.Equal(line, problem.Facts["line"]);
        Assert.Equal(column, problem.Facts.GetValueOrDefault("column", string.Empty));
    }

    [Fact]
    public void Old_encodings_are_refused_at_the_first_wrong_byte()
    {
        Problem problem = ProblemAssert.Is(RegistryError.RosterEncoding, RosterReader.Read([.. Encoding.ASCII.GetBytes("name\nA\nNg"), 0xAE, .. Encoding.ASCII.GetBytes("n\n")]));
        Assert.Equal(("3", "3"), (problem.Facts["line"], problem.Facts["column"]));
        ProblemAssert.Is(RegistryError.RosterEncoding, RosterReader.Read([0xFF, 0xFE, 0x41]));
        ProblemAssert.Is(RegistryError.RosterEncoding, RosterReader.Read([0x50, 0x4B, 0x03, 0x04, 0x00, 0x00]));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_reported() =>
        ProblemAssert.Is(RegistryError.FileUnreadable, RosterReader.ReadFile(System.IO.Path.Combine(System.IO.Path.GetTempPath(), "no such folder", "roster.csv")));

    [Fact]
    public void All_faults_are_reported_not_only_the_first()
    {
        Result<Roster> result = Read("number,name\nx,A\n2,\n3,B\n3,C\n");
        Assert.Equal(
            [RegistryError.RosterNumberInvalid, RegistryError.RosterNameMissing, RegistryError.RosterNumberTwice], result.Problems.Select(problem => problem.Error));
    }

    [Fact]
    public void No_fault_repeats_a_name()
    {
        string[] files = ["Zebra,Quagga\nZebra,1\n", "name,class\nZebra\n", "number,name\nZebra,Zebra\n", "name\nZebra\nZebra\n", "name\n" + new string('Z', 101) + "\n"];
        foreach (Problem problem in files.SelectMany(file => Read(file).Problems))
        {
            Assert.All(Enum.GetValues<Language>(), language => Assert.DoesNotContain("Ze", Messages.Of(problem, language).ToString()));
            Assert.DoesNotContain("ZZZ", problem.ToString());
        }
    }

    private static Result<Roster> Read(string text) => RosterReader.Read(Encoding.UTF8.GetBytes(text));
}
