using nanoFramework.TestFramework;

namespace BluezoneTag.Device.Tests;

/// <summary>The integer rules that the firmware relies on, asked of the runtime that runs it.</summary>
[TestClass]
public class ArithmeticTests
{
    [TestMethod]
    public void Division_truncates_toward_zero()
    {
        int minusSeven = -7;
        Assert.AreEqual(-3, minusSeven / 2);
        Assert.AreEqual(-1, minusSeven % 2);
    }

    [TestMethod]
    public void Unsigned_addition_wraps()
    {
        uint almost = 0xFFFFFFFF;
        Assert.AreEqual(1u, almost + 2u);
    }

    [TestMethod]
    public void A_byte_keeps_the_low_eight_bits()
    {
        int value = 300;
        Assert.AreEqual(44, (int)(byte)value);
    }

    [TestMethod]
    public void Unsigned_shift_brings_in_zeros()
    {
        uint value = 0x80000000;
        Assert.AreEqual(1u, value >> 31);
        Assert.AreEqual(0x20000000u, (value >> 2) | (value << 31));
    }

    [TestMethod]
    public void Milliseconds_of_many_years_divide_exactly()
    {
        long utcMs = 4102444800000;
        Assert.AreEqual(4558272, (int)(utcMs / 900000));
        Assert.AreEqual(47482, (int)(utcMs / 86400000));
    }

    [TestMethod]
    public void A_wrapped_sequence_is_still_newer()
    {
        uint newer = 1;
        uint older = 0xFFFFFFFF;
        Assert.IsTrue((int)(newer - older) > 0);
    }
}
