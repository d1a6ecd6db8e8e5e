using System;
using System.Linq;
using BluezoneTag.Hardware.Tests.Rules;
using BluezoneTag.Hardware.Tests.Sheets;
using BluezoneTag.Hardware.Tests.Support;
using Xunit;

namespace BluezoneTag.Hardware.Tests;

/// <summary>Files that cannot be read, and tables with a wrong line, are named with file, position and rule.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("", "line 1: format: the file does not begin with '('")]
    [InlineData("(kicad_sch (version 20211123)\n (paper \"A3\")\n", "line 1: format: the list 'kicad_sch' that begins here is not closed")]
    [InlineData("(kicad_sch\n (paper \"A3)\n)", "line 2: format: the quoted text that begins here is not closed")]
    [InlineData("(kicad_sch)\n)", "line 2: format: text after the closing ')'")]
    [InlineData("(kicad_pcb)", "line 1: format: this is not a schematic")]
    [InlineData("(kicad_sch\n(version 20230121))", "line 2: format: written for another version")]
    [InlineData("(kicad_sch (version 20211123)\n(sheet (at 1 2)))", "line 2: format: 'sheet' is not understood")]
    [InlineData("(kicad_sch (version 20211123))", "line 1: format: 'kicad_sch' lacks 'lib_symbols'")]
    public void A_sheet_that_does_not_parse_is_named(string text, string message)
    {
        HardwareFormatException error = Assert.Throws<HardwareFormatException>(() => SheetReader.Read("tag.kicad_sch", text));

        Assert.StartsWith("tag.kicad_sch:" + message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_cut_off_anywhere_is_named_and_never_half_read()
    {
        string text = HardwareFiles.SheetText;
        for (int cut = 1; cut < 40; cut++)
        {
            string part = text[..(text.TrimEnd().Length * cut / 40)];
            HardwareFormatException error = Assert.Throws<HardwareFormatException>(() => SheetReader.Read(HardwareFiles.SheetName, part));
            Assert.Matches(@"^hardware/schematics/tag\.kicad_sch:line \d+: format: ", error.Message);
        }
    }

    [Theory]
    [InlineData("(lib_id \"tag:SW_Push\")", "(lib_id \"tag:Knob\")", "the symbol 'tag:Knob' is not in lib_symbols")]
    [InlineData("(lib_id \"tag:SW_Push\") (at ", "(lib_id \"tag:SW_Push\") (at x", "' in 'at' is not a number")]
    [InlineData("(property \"Datasheet\"", "(property \"MPN\"", "'MPN' is there twice")]
    [InlineData("(in_bom yes) (on_board yes)\n    (uuid ", "(in_bom yes) (on_board yes)\n    (uuid 0", "is not in symbol_instances")]
    public void A_spoilt_word_is_named(string from, string to, string message)
    {
        HardwareFormatException error = Assert.Throws<HardwareFormatException>(() => new SheetEditor().ReplaceText(from, to).Read());

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Matches(@"^hardware/schematics/tag\.kicad_sch:line \d+: format: ", error.Message);
    }

    [Theory]
    [InlineData("(Richtek),RT9080-33GJ5,", "(Richtek),,", "U2: mpn is empty")]
    [InlineData("(Richtek),RT9080-33GJ5,", "(Richtek), ,", "U2: mpn is empty")]
    [InlineData("R1 R2,2,", "R1 R2,3,", "qty 3 but 2 references")]
    [InlineData("R1 R2,2,", "R1 R1,2,", "R1 is on two lines")]
    [InlineData("R1 R2,2,", "R1 R77,2,", "R77 is not on the sheet")]
    public void A_wrong_line_of_the_bill_is_named(string from, string to, string message)
    {
        string text = HardwareFiles.Read(HardwareFiles.BomName);
        Assert.Contains(from, text, StringComparison.Ordinal);

        var findings = Checker.Check(HardwareFiles.Sheet(), HardwareFiles.Bom(text.Replace(from, to, StringComparison.Ordinal)), HardwareFiles.PinMap());

        Assert.Contains(findings, finding => finding.File == HardwareFiles.BomName && finding.Rule == "bom" && finding.Position.StartsWith("line ", StringComparison.Ordinal) && finding.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ReferenceTag,MOTOR,Motor,10,module pin 16", "ReferenceTag,MOTOR,Motor,9,module pin 16", "MOTOR: module pin 16 is not GPIO 9")]
    [InlineData("ReferenceTag,MOTOR,Motor,10,module pin 16", "ReferenceTag,BUZZER,Motor,10,module pin 16", "BUZZER: on the sheet GPIO 10 is on net MOTOR")]
    [InlineData("ReferenceTag,MOTOR,Motor,10,module pin 16", "ReferenceTag,,Motor,10,module pin 16", "net is empty: ReferenceTag  Motor GPIO 10")]
    [InlineData("ReferenceTag,MOTOR,Motor,10,module pin 16", "ReferenceTag,MOTOR,Motor,10,pad 16", "MOTOR: pin 'pad 16' is no 'module pin '")]
    [InlineData("ReferenceTag,MOTOR,Motor,10,module pin 16", "ReferenceTag,MOTOR,Motor,10,module pin 99", "MOTOR: module pin 99 is not GPIO 10")]
    [InlineData("XiaoEsp32C3,MOTOR,Motor,10,", "XiaoEsp32C3,MOTOR,BtnN,10,", "BtnN of XiaoEsp32C3 has two rows")]
    [InlineData("XiaoEsp32C3,MOTOR,Motor,10,", "XiaoEsp32C3,MOTOR,Motor,12,", "GPIO 12 of XiaoEsp32C3 is the flash")]
    [InlineData("XiaoEsp32C3,MOTOR,Motor,10,", "XiaoEsp32C3,MOTOR,Motor,7,", "GPIO 7 of XiaoEsp32C3 is taken twice")]
    [InlineData("XiaoEsp32C3,MOTOR,Motor,10,", "XiaoEsp32C3,MOTOR,Motor,-1,", "XiaoEsp32C3 has no pin for Motor")]
    public void A_wrong_row_of_the_pin_map_is_named(string from, string to, string message)
    {
        string text = HardwareFiles.Read(HardwareFiles.PinMapName);
        Assert.Contains(from, text, StringComparison.Ordinal);

        var findings = Checker.Check(HardwareFiles.Sheet(), HardwareFiles.Bom(), HardwareFiles.PinMap(text.Replace(from, to, StringComparison.Ordinal)));

        Assert.Contains(findings, finding => finding.File == HardwareFiles.PinMapName && finding.Rule == "pin-map" && finding.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_net_of_the_module_without_a_row_is_named()
    {
        string text = string.Join('\n', HardwareFiles.Read(HardwareFiles.PinMapName).Split('\n').Where(line => !line.StartsWith("ReferenceTag,MOTOR", StringComparison.Ordinal)));

        var findings = Checker.Check(HardwareFiles.Sheet(), HardwareFiles.Bom(), HardwareFiles.PinMap(text));

        Assert.Contains(findings, finding => finding.File == HardwareFiles.SheetName && finding.Rule == "pin-map" && finding.Message.Contains("GPIO 10 (net MOTOR) has no row", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("public const int Motor = 10;", "public const int Motor = 9;", "Motor is 9, in hardware/pinmap.csv line")]
    [InlineData("public const int Motor = 10;", "public const int Buzzer = 10;", "Buzzer has no row")]
    [InlineData("public const int Motor = 10;", "", "has no constant Motor")]
    public void A_constant_that_differs_from_the_pin_map_is_named(string from, string to, string message)
    {
        const string File = HardwareFiles.BoardsName + "/ReferenceTag.cs";
        string source = HardwareFiles.Read(File);
        Assert.Contains(from, source, StringComparison.Ordinal);

        var findings = PinMapRules.Constants(File, source.Replace(from, to, StringComparison.Ordinal), HardwareFiles.PinMap());

        Assert.Contains(findings, finding => finding.Position.StartsWith("line ", StringComparison.Ordinal) && finding.Rule == "pin-map" && finding.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("board,net", "Board,net", "line 1: format: the heading is not")]
    [InlineData("Motor,10,module", "Motor,module", "format: 5 fields instead of 6")]
    [InlineData("Motor,10,module pin 16,high is on", "Motor,10,module pin 16,\"high is on", "format: a quoted field is not closed")]
    [InlineData("Motor,10,module", "Motor,ten,module", "format: gpio 'ten' is not a number")]
    public void A_table_that_does_not_parse_is_named(string from, string to, string message)
    {
        string text = HardwareFiles.Read(HardwareFiles.PinMapName).Replace(from, to, StringComparison.Ordinal);

        HardwareFormatException error = Assert.Throws<HardwareFormatException>(() => Checker.Check(HardwareFiles.Sheet(), HardwareFiles.Bom(), HardwareFiles.PinMap(text)));

        Assert.StartsWith(HardwareFiles.PinMapName + ":line ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
