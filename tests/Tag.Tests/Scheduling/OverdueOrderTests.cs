using System.Linq;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Tag.Scanning;
using BluezoneTag.Tag.Scheduling;
using Xunit;

namespace BluezoneTag.Tag.Tests.Scheduling;

public sealed class OverdueOrderTests
{
    private const int FirstSlot = 159642000;
    private const int SlotCount = 4000;
    private const int NowMs = 600000;

    private static readonly byte[] Own = Noise.Bytes(12, 1, 1);
    private static readonly byte[] Other = Noise.Bytes(12, 1, 2);

    [Fact]
    public void Without_anybody_overdue_the_id_gives_the_order()
    {
        Assert.Equal(Usual(Own), Orders(NowMs));
        Assert.Equal(Usual(Own), Orders(NowMs - OverdueOrder.OverdueMs + 1));
        Assert.Equal(Usual(Own), Orders(NowMs - OverdueOrder.GoneMs));
    }

    [Fact]
    public void A_phone_is_never_waited_for()
    {
        Assert.Equal(Usual(Own), Orders(NowMs - OverdueOrder.OverdueMs, isTag: false));
    }

    // Free in half of the slots, of which the other keeps to its order in half: there the two differ whenever they can.
    [Fact]
    public void One_that_is_overdue_is_met_in_five_slots_of_eight()
    {
        bool[] own = Orders(NowMs - OverdueOrder.OverdueMs);
        bool[] other = Usual(Other);
        double met = Enumerable.Range(0, SlotCount).Count(i => own[i] != other[i]) / (double)SlotCount;
        Assert.InRange(met, 0.60, 0.65);
    }

    [Fact]
    public void The_same_question_has_the_same_answer()
    {
        Assert.Equal(Orders(NowMs - OverdueOrder.OverdueMs), Orders(NowMs - OverdueOrder.OverdueMs));
    }

    private static bool[] Usual(byte[] id)
    {
        var order = new WindowOrder();
        return Enumerable.Range(FirstSlot, SlotCount).Select(slot => order.IsAdvertisingFirst(id, 0, slot)).ToArray();
    }

    private static bool[] Orders(int lastHeardMs, bool isTag = true)
    {
        var table = new SightingTable(1);
        table.Record(Other, 0, lastHeardMs, -50, isTag);
        var order = new OverdueOrder(table);
        return Enumerable.Range(FirstSlot, SlotCount).Select(slot => order.IsAdvertisingFirst(Own, slot, NowMs)).ToArray();
    }
}
