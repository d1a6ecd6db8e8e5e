using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Hardware.Tests.Rules;
using BluezoneTag.Hardware.Tests.Sheets;
using BluezoneTag.Hardware.Tests.Support;
using Xunit;

namespace BluezoneTag.Hardware.Tests;

/// <summary>Each rule is broken by a damaged copy of the real sheet, and says where.</summary>
public sealed class DamagedSheetTests
{
    // Rule that must speak, a word of its message, and the damage.
    private static readonly (string Rule, string Says, Action<SheetEditor> Damage)[] Cases =
    [
        ("connected", "U3.5", sheet => sheet.CutWireAt("U3.5")),
        ("connected", "J1.A8", sheet => sheet.RemoveMark("J1.A8")),
        ("connected", "U6.12", sheet => sheet.CutWireAt("U6.12")),
        ("no-connect", "joined", sheet => sheet.MarkUnconnected("U3.1")),
        ("no-connect", "on no pin", sheet => sheet.RemovePart("J1")),
        ("supply", "U1.3", sheet => sheet.RemovePart("U2")),
        ("supply", "VSYS", sheet => sheet.RemovePart("#FLG03")),
        ("reference", "there 2 times", sheet => sheet.Rename("R8", "R9")),
        ("reference", "no number", sheet => sheet.Rename("R8", "R?")),
        ("label", "'MOTOR' touches no wire", sheet => sheet.MoveLabel("MOTOR", 50)),
        ("decoupling", "VRTC supplies 1 chips with 0", sheet => sheet.RemovePart("C12")),
        ("decoupling", "VBUS supplies 1 chips with 0", sheet => sheet.SetField("C1", "Value", "4.7n")),
        ("module-supply", "30.3 uF", sheet => sheet.RemovePart("C7")),
        ("regulator", "U2.1", sheet => sheet.SetField("C3", "Value", "100n")),
        ("backup", "not on VRTC", sheet => sheet.JoinPins("U5.3", "D5.1")),
        ("backup", "U1.30 on net VRTC is a way", sheet => sheet.JoinPins("U5.3", "R14.2")),
        ("backup", "no backup capacitor", sheet => sheet.RemovePart("C13")),
        ("backup", "both feed VRTC", sheet => sheet.RemovePart("D5")),
        ("strap", "GPIO 8", sheet => sheet.RemovePart("R22")),
        ("strap", "GPIO 2", sheet => sheet.SetField("R20", "Value", "100k")),
        ("strap", "GPIO 9", sheet => sheet.JoinPins("U1.23", "Q3.3")),
        ("reset", "EN", sheet => sheet.SetField("C10", "Value", "100n")),
        ("usb-cc", "J1.B5", sheet => sheet.JoinPins("J1.A5", "J1.B5")),
        ("usb-cc", "J1.A5", sheet => sheet.SetField("R1", "Value", "51k")),
        ("usb-data", "U1.27", sheet => sheet.RenameLabelNear("U1.27", "USB_D-").RenameLabelNear("U1.26", "USB_D+")),
        ("usb-data", "U4.1", sheet => sheet.JoinPins("U4.1", "U4.6")),
        ("off-at-reset", "MOTOR", sheet => sheet.RemovePart("R25")),
        ("off-at-reset", "VBAT_EN", sheet => sheet.SetField("R7", "Value", "10M")),
        ("wake", "idles high", sheet => sheet.RemovePart("R14")),
        ("wake", "CLKOUT", sheet => sheet.RemovePart("Q5")),
        ("wake", "CLKOE through", sheet => sheet.RemovePart("Q6")),
        ("wake", "an alarm is no press", sheet => sheet.RemovePart("D7")),
        ("wake", "INT of the clock", sheet => sheet.RenameLabelNear("U5.6", "BTN_N")),
        ("power-path", "U3.3 is on", sheet => sheet.CutWireAt("U3.3")),
        ("power-path", "until it has fallen", sheet => sheet.SetField("R5", "Value", "100k")),
        ("power-path", "D3 must lead", sheet => sheet.RemovePart("D3")),
        ("power-path", "D1 must clamp", sheet => sheet.RemovePart("D1")),
        ("power-path", "Q1 must join", sheet => sheet.RemovePart("Q1")),
        ("power-path", "JP1", sheet => sheet.RemovePart("JP1")),
        ("power-path", "PROG", sheet => sheet.RemovePart("R4")),
        ("power-path", "STAT", sheet => sheet.RemovePart("D2")),
        ("divider", "two equal resistors", sheet => sheet.SetField("R9", "Value", "2M")),
        ("divider", "never quite off", sheet => sheet.RemovePart("R6")),
        ("divider", "through a transistor", sheet => sheet.RemovePart("Q3")),
        ("divider", "capacitor", sheet => sheet.RemovePart("C6")),
        ("motor", "catches its kick", sheet => sheet.RemovePart("D10")),
        ("light", "LED_R_N", sheet => sheet.RemovePart("R21")),
        ("light", "LED_G_N", sheet => sheet.RemovePart("D9")),
        ("button", "spark", sheet => sheet.JoinPins("R15.1", "R15.2")),
        ("i2c", "U6.1 is on", sheet => sheet.RenameLabelNear("U6.1", "SDA")),
        ("i2c", "SDA needs one pull-up", sheet => sheet.RemovePart("R26")),
        ("test-pad", "TP9 is called EN", sheet => sheet.SetField("TP9", "Value", "EN")),
        ("test-pad", "WAKE_RX has no test pad", sheet => sheet.RemovePart("TP9")),
        ("fields", "R4 has no MPN", sheet => sheet.SetField("R4", "MPN", "")),
        ("fields", "U2 has no Footprint", sheet => sheet.SetField("U2", "Footprint", "")),
        ("bom", "R99 is not in", sheet => sheet.Rename("R4", "R99")),
        ("bom", "R4 is not on the sheet", sheet => sheet.Rename("R4", "R99")),
        ("bom", "R4: value is '4.7k'", sheet => sheet.SetField("R4", "Value", "2.2k")),
        ("bom", "Y1: dnp is 'DNP'", sheet => sheet.SetField("Y1", "DNP", "")),
        ("pin-map", "MOTOR: on the sheet GPIO 10", sheet => sheet.RenameLabelNear("U1.16", "BUZZER")),
        ("pin-map", "BTN_N: on the sheet GPIO 4 is on net WAKE_RX", sheet => sheet.RenameLabelNear("U1.18", "WAKE_RX")),
        ("pin-map", "GPIO 11", sheet => sheet.ReplaceText("\"IO10\"", "\"IO11\"")),
    ];

    private static readonly string[] Drawn = ["wire", "junction", "no_connect", "label", "global_label", "symbol"];

    public static TheoryData<int> CaseNumbers() => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(CaseNumbers))]
    public void A_damaged_sheet_breaks_its_rule_and_says_where(int number)
    {
        (string rule, string says, Action<SheetEditor> damage) = Cases[number];
        SheetEditor editor = new();
        damage(editor);

        IReadOnlyList<Finding> findings = Checker.Check(editor.Read(), HardwareFiles.Bom(), HardwareFiles.PinMap());

        Assert.Contains(findings, finding => finding.Rule == rule && finding.Message.Contains(says, StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.Matches(@"^hardware/(schematics/tag\.kicad_sch|bom\.csv|pinmap\.csv):line \d+", finding.ToString()));
    }

    [Fact]
    public void Whatever_is_taken_out_breaks_a_rule_unless_all_nets_stay_as_they_are()
    {
        string text = HardwareFiles.SheetText;
        string nets = Members(HardwareFiles.Sheet());
        List<string> missed = [];
        foreach (Node item in NodeReader.Read(HardwareFiles.SheetName, text).Items.Where(item => Drawn.Contains(item.Kind)))
        {
            Sheet sheet = SheetReader.Read(HardwareFiles.SheetName, text[..item.Start] + text[item.End..]);
            if (Members(sheet) != nets && Checker.Check(sheet, HardwareFiles.Bom(), HardwareFiles.PinMap()).Count == 0)
            {
                missed.Add($"line {item.Line}: {text[item.Start..item.End].Split('\n')[0]}");
            }
        }

        Assert.Empty(missed);
    }

    [Fact]
    public void Every_rule_has_a_damaged_sheet()
    {
        string[] rules = ["connected", "no-connect", "supply", "reference", "label", "decoupling", "module-supply", "regulator", "backup", "strap", "reset", "usb-cc", "usb-data", "off-at-reset", "wake", "power-path", "divider", "motor", "light", "button", "i2c", "test-pad", "fields", "bom", "pin-map"];

        Assert.Equal(rules, Cases.Select(one => one.Rule).Distinct());
    }

    private static string Members(Sheet sheet) => string.Join('\n', NetBuilder.Build(sheet).Select(net => net.Members).Order(StringComparer.Ordinal));
}
