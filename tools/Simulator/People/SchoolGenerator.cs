using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Engine;

namespace BluezoneTag.Simulator.People;

/// <summary>
/// A made-up day of a primary school (docs/simulation.md 2): ten classes of 23 pupils and a teacher each. Lessons with desk
/// neighbours and teachers going round, breaks in small groups, lunch in the canteen at tables across classes, and the way
/// home in twos and threes. Numbers were chosen so that totals resemble measured schools; it is not data of any school.
/// </summary>
public sealed class SchoolGenerator
{
    /// <summary>Classes of the school of docs/simulation.md 2.</summary>
    public const int DefaultClasses = 10;

    private const int PupilsPerClass = 23;
    private const int StartSecond = 7 * 3600;
    private const int EndSecond = 16 * 3600;
    private const int MinuteSteps = 60 / ContactTrace.StepSeconds;

    private static readonly Period[] Day =
    [
        new(Activity.Lesson, "07:00", "08:35"),
        new(Activity.Break, "08:35", "08:55"),
        new(Activity.Lesson, "08:55", "10:30"),
        new(Activity.Break, "10:30", "10:40"),
        new(Activity.Lesson, "10:40", "11:20"),
        new(Activity.Lunch, "11:20", "13:30"),
        new(Activity.Lesson, "13:30", "14:45"),
        new(Activity.Break, "14:45", "15:05"),
        new(Activity.Lesson, "15:05", "15:40"),
        new(Activity.WayHome, "15:40", "16:00"),
    ];

    private readonly ulong _seed;
    private readonly int _classes;
    private readonly ContactTrace _trace;

    private SchoolGenerator(ulong seed, int classes)
    {
        _seed = Noise.Stream(seed, "school");
        _classes = classes;
        _trace = new ContactTrace(MakePersons(classes), StartSecond, (EndSecond - StartSecond) / ContactTrace.StepSeconds);
    }

    private enum Activity
    {
        Lesson,
        Break,
        Lunch,
        WayHome,
    }

    /// <summary>The day of one seed; the same seed gives the same day.</summary>
    public static ContactTrace Generate(ulong seed, int classes = DefaultClasses)
    {
        var generator = new SchoolGenerator(seed, classes);
        for (int i = 0; i < Day.Length; i++)
        {
            generator.Fill(Day[i], i);
        }

        generator._trace.Freeze();
        return generator._trace;
    }

    private static Person[] MakePersons(int classes)
    {
        IEnumerable<Person> pupils = Enumerable.Range(0, classes * PupilsPerClass)
            .Select(i => new Person(1000 + i, $"{1 + (i / PupilsPerClass / 2)}{(char)('A' + (i / PupilsPerClass % 2))}"));
        return pupils.Concat(Enumerable.Range(0, classes).Select(i => new Person(100 + i, "Teachers"))).ToArray();
    }

    private void Fill(Period period, int number)
    {
        int from = (period.From - StartSecond) / ContactTrace.StepSeconds;
        int to = (period.To - StartSecond) / ContactTrace.StepSeconds;
        switch (period.Activity)
        {
            case Activity.Lesson:
                FillLesson(from, to, number);
                break;
            case Activity.Break:
                FillGroups(from, to, number, 4, 5 * MinuteSteps, 0.35, mixes: 0.25);
                break;
            case Activity.Lunch:
                FillGroups(from, from + ((to - from) / 3), number, 6, 40 * MinuteSteps, 0.30, mixes: 0.15);
                FillGroups(from + ((to - from) / 3), to, number + 50, 4, 8 * MinuteSteps, 0.30, mixes: 0.3);
                break;
            default:
                FillGroups(from, to, number, 2, 20 * MinuteSteps, 0.7, mixes: 0.4);
                break;
        }
    }

    // Desk neighbours turn to each other in spells; the teacher stops at a desk now and then.
    private void FillLesson(int from, int to, int number)
    {
        for (int first = 0; first < _classes * PupilsPerClass; first++)
        {
            int seat = first % PupilsPerClass;
            if (seat + 1 < PupilsPerClass)
            {
                // Some neighbours talk a lot and some hardly ever.
                double talks = Math.Pow(Noise.Uniform(_seed, first, number / 4, 1), 3) * 0.25;
                AddSpells(first, first + 1, from, to, talks, seat % 2 == 0 ? 1 : 0.25);
            }

            int teacher = (_classes * PupilsPerClass) + (first / PupilsPerClass);
            AddSpells(first, teacher, from, to, 0.01, 1);
        }
    }

    private void AddSpells(int first, int second, int from, int to, double share, double weight)
    {
        for (int start = from; start < to; start += MinuteSteps)
        {
            if (Noise.Uniform(_seed, first, second, start) < share * weight)
            {
                int length = 1 + (int)(6 * Noise.Uniform(_seed, first, second, start + 1));
                AddRun(first, second, start, Math.Min(to, start + length));
            }
        }
    }

    // Everybody stands in a group for a while, then groups form anew; within a group pairs face each other now and then.
    private void FillGroups(int from, int to, int number, int size, int spell, double share, double mixes)
    {
        for (int start = from; start < to; start += spell)
        {
            int[] order = Enumerable.Range(0, _classes * PupilsPerClass)
                .OrderBy(person => GroupKey(person, start + number, mixes))
                .ToArray();
            for (int i = 0; i < order.Length; i += size)
            {
                AddGroup(order, i, Math.Min(size, order.Length - i), start, Math.Min(to, start + spell), share);
            }
        }
    }

    // Mostly with the own class and with the same friends; some mix.
    private double GroupKey(int person, int time, double mixes)
    {
        bool isMixing = Noise.Uniform(_seed, person, time, 3) < mixes;
        double place = isMixing ? Noise.Uniform(_seed, person, time, 4) * _classes : person / PupilsPerClass;
        return place + (0.8 * Noise.Uniform(_seed, person, isMixing ? time : 0, 5)) + (0.15 * Noise.Uniform(_seed, person, time, 6));
    }

    private void AddGroup(int[] order, int offset, int size, int from, int to, double share)
    {
        for (int i = 0; i < size; i++)
        {
            for (int j = i + 1; j < size; j++)
            {
                AddSpells(order[offset + i], order[offset + j], from, to, share / 2, 1);
            }
        }
    }

    private void AddRun(int first, int second, int from, int to)
    {
        for (int step = from; step < to; step++)
        {
            _trace.Add(first, second, step);
        }
    }

    private readonly record struct Period(Activity Activity, string FromTime, string ToTime)
    {
        public int From => (int)TimeSpan.Parse(FromTime).TotalSeconds;

        public int To => (int)TimeSpan.Parse(ToTime).TotalSeconds;
    }
}
