using System.Linq;
using BluezoneTag.Simulator.Platform;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Platform;

public sealed class SimulatedFlashTests
{
    private static readonly byte[] Old = [1, 2, 3];
    private static readonly byte[] Added = [0, 4, 5, 0];

    [Fact]
    public void What_a_call_wrote_is_there_when_it_returns()
    {
        var flash = new SimulatedFlash();
        byte[] content = [1, 2, 3];
        Assert.True(flash.Write("a", content, 0, 3));
        content[0] = 9;
        Assert.True(flash.Append("a", Added, 1, 2));
        Assert.Equal([1, 2, 3, 4, 5], flash.ReadAll("a"));
        Assert.Equal(5, flash.GetLength("a"));
    }

    [Fact]
    public void Append_makes_a_missing_file_and_delete_is_content_with_one()
    {
        var flash = new SimulatedFlash();
        Assert.True(flash.Append("a", Added, 1, 2));
        Assert.Equal([4, 5], flash.ReadAll("a"));
        Assert.True(flash.Delete("a"));
        Assert.True(flash.Delete("a"));
        Assert.Equal(-1, flash.GetLength("a"));
    }

    [Fact]
    public void Reading_gives_what_there_is_from_where_one_asks()
    {
        var flash = new SimulatedFlash();
        flash.Place("a", [10, 11, 12, 13]);
        byte[] buffer = new byte[6];
        Assert.Equal(3, flash.Read("a", 1, buffer, 2, 4));
        Assert.Equal([0, 0, 11, 12, 13, 0], buffer);
        Assert.Equal(0, flash.Read("a", 4, buffer, 0, 6));
        Assert.Equal(0, flash.Read("a", 400, buffer, 0, 6));
        Assert.Equal(-1, flash.Read("b", 0, buffer, 0, 6));
    }

    [Theory]
    [InlineData(CutOutcome.Old, new byte[] { 1, 2, 3 })]
    [InlineData(CutOutcome.New, new byte[] { 4, 5 })]
    [InlineData(CutOutcome.Empty, new byte[0])]
    public void A_cut_replacement_is_old_new_or_empty(CutOutcome outcome, byte[] left)
    {
        SimulatedFlash flash = FlashThatCuts(outcome);
        Assert.Throws<PowerCutException>(() => flash.Write("a", Added, 1, 2));
        Assert.Equal(left, flash.ReadAll("a"));
    }

    [Theory]
    [InlineData(CutOutcome.Old, new byte[] { 1, 2, 3 })]
    [InlineData(CutOutcome.New, new byte[] { 1, 2, 3, 4, 5 })]
    [InlineData(CutOutcome.Empty, new byte[] { 1, 2, 3 })]
    public void A_cut_addition_is_there_or_not_and_never_costs_what_was_there(CutOutcome outcome, byte[] left)
    {
        SimulatedFlash flash = FlashThatCuts(outcome);
        Assert.Throws<PowerCutException>(() => flash.Append("a", Added, 1, 2));
        Assert.Equal(left, flash.ReadAll("a"));
    }

    [Theory]
    [InlineData(CutOutcome.Old, 3)]
    [InlineData(CutOutcome.New, -1)]
    [InlineData(CutOutcome.Empty, 3)]
    public void A_cut_deletion_happened_or_not(CutOutcome outcome, int length)
    {
        SimulatedFlash flash = FlashThatCuts(outcome);
        Assert.Throws<PowerCutException>(() => flash.Delete("a"));
        Assert.Equal(length, flash.GetLength("a"));
    }

    [Fact]
    public void Only_the_chosen_operation_is_cut_and_the_next_ones_work()
    {
        SimulatedFlash flash = FlashThatCuts(CutOutcome.Old);
        flash.CutAtOperation = 3;
        Assert.True(flash.Delete("b"));
        Assert.Throws<PowerCutException>(() => flash.Delete("a"));
        Assert.True(flash.Delete("a"));
        Assert.Equal(4, flash.OperationCount);
    }

    [Fact]
    public void A_flash_that_refuses_changes_nothing_and_says_so()
    {
        var flash = new SimulatedFlash();
        flash.Place("a", Old);
        flash.IsRefusing = true;
        Assert.False(flash.Write("a", Added, 0, 4) || flash.Append("a", Added, 0, 4) || flash.Delete("a"));
        Assert.Equal(Old, flash.ReadAll("a"));
        Assert.Equal(0, flash.OperationCount);
    }

    [Fact]
    public void Every_writing_operation_that_worked_is_charged_and_no_reading_one()
    {
        int charged = 0;
        SimulatedFlash flash = FlashThatCuts(CutOutcome.New);
        flash.OnOperation = () => charged++;
        Assert.Throws<PowerCutException>(() => flash.Write("a", Old, 0, 3));
        flash.Write("b", Old, 0, 3);
        flash.Append("b", Old, 0, 3);
        flash.Delete("b");
        flash.Read("a", 0, new byte[1], 0, 1);
        flash.GetLength("a");
        Assert.Equal((3, 5), (charged, flash.OperationCount));
    }

    [Fact]
    public void It_lists_names_and_counts_bytes()
    {
        var flash = new SimulatedFlash();
        flash.Place("b", Old);
        flash.Write("a", Added, 0, 4);
        Assert.Equal(["a", "b"], flash.List().Order());
        Assert.Equal(7, flash.TotalLength);
    }

    // One operation is behind it, file "a" is there, the second operation loses power.
    private static SimulatedFlash FlashThatCuts(CutOutcome outcome)
    {
        var flash = new SimulatedFlash { CutOutcome = outcome };
        flash.Write("a", Old, 0, 3);
        flash.CutAtOperation = 2;
        return flash;
    }
}
