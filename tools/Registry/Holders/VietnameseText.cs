using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace BluezoneTag.Registry.Holders;

/// <summary>
/// Vietnamese letters in one form. "ệ" can be one character or a letter and one or two marks, in either order, as macOS, old Windows programs and
/// some keyboards write it; they look the same and compare as different. The runtime cannot help: it runs without culture data, and then normalises nothing.
/// </summary>
public static class VietnameseText
{
    private const string Tones = "\u0300\u0301\u0309\u0303\u0323";
    private const string Shapes = "\u0302\u0306\u031B";
    private const string ShapedFrom = "aeoaou" + "AEOAOU";
    private const string ShapedTo = "âêôăơư" + "ÂÊÔĂƠƯ";
    private const string ShapedBy = "\u0302\u0302\u0302\u0306\u031B\u031B" + "\u0302\u0302\u0302\u0306\u031B\u031B";

    // Each row: a vowel, then the vowel with grave, acute, hook, tilde and dot.
    private static readonly string[] Vowels =
    [
        "aàáảãạ", "ăằắẳẵặ", "âầấẩẫậ", "eèéẻẽẹ", "êềếểễệ", "iìíỉĩị", "oòóỏõọ", "ôồốổỗộ", "ơờớởỡợ", "uùúủũụ", "ưừứửữự", "yỳýỷỹỵ",
        "AÀÁẢÃẠ", "ĂẰẮẲẴẶ", "ÂẦẤẨẪẬ", "EÈÉẺẼẸ", "ÊỀẾỂỄỆ", "IÌÍỈĨỊ", "OÒÓỎÕỌ", "ÔỒỐỔỖỘ", "ƠỜỚỞỠỢ", "UÙÚỦŨỤ", "ƯỪỨỬỮỰ", "YỲÝỶỸỴ",
    ];

    private static readonly Dictionary<(char, char), char> Composed = MakeComposed();
    private static readonly Dictionary<char, (char Letter, char Mark)> Parts = Composed.ToDictionary(one => one.Value, one => one.Key);
    private static readonly Dictionary<char, char> Plain = MakePlain();

    /// <summary>Every Vietnamese letter as one character; anything else as it was. Composing twice changes nothing more.</summary>
    public static string Compose(string text)
    {
        StringBuilder composed = new(text.Length);
        List<char> marks = [];
        for (int i = 0; i < text.Length;)
        {
            char letter = TakeApart(text[i++], marks);
            while (i < text.Length && IsMark(text[i]))
            {
                marks.Add(text[i++]);
            }

            AppendLetter(composed, letter, marks);
            marks.Clear();
        }

        return composed.ToString();
    }

    /// <summary>For comparing headings: composed, lower case, without marks, "đ" as "d", runs of blanks as one.</summary>
    public static string Fold(string text)
    {
        StringBuilder folded = new(text.Length);
        foreach (char c in Compose(text.Trim()))
        {
            char plain = char.ToLowerInvariant(Plain.GetValueOrDefault(c, c));
            bool isSecondBlank = char.IsWhiteSpace(plain) && folded.Length > 0 && folded[^1] == ' ';
            if (!isSecondBlank)
            {
                folded.Append(char.IsWhiteSpace(plain) ? ' ' : plain);
            }
        }

        return folded.ToString();
    }

    // A letter that already has a mark gives it up, so that a shape may still come under its tone.
    private static char TakeApart(char letter, List<char> marks)
    {
        while (Parts.TryGetValue(letter, out (char Letter, char Mark) parts))
        {
            marks.Insert(0, parts.Mark);
            letter = parts.Letter;
        }

        return letter;
    }

    // The shape first (â, ă, ơ), then the tone: Unicode's own order puts the dot below before the circumflex. What does not fit stays behind the letter.
    private static void AppendLetter(StringBuilder composed, char letter, List<char> marks)
    {
        letter = TakeMarks(letter, marks, Shapes);
        letter = TakeMarks(letter, marks, Tones);
        composed.Append(letter).Append([.. marks]);
    }

    private static char TakeMarks(char letter, List<char> marks, string kind)
    {
        for (int i = 0; i < marks.Count;)
        {
            if (kind.Contains(marks[i]) && Composed.TryGetValue((letter, marks[i]), out char next))
            {
                letter = next;
                marks.RemoveAt(i);
            }
            else
            {
                i++;
            }
        }

        return letter;
    }

    private static bool IsMark(char c) => Shapes.Contains(c) || Tones.Contains(c);

    private static Dictionary<(char, char), char> MakeComposed()
    {
        Dictionary<(char, char), char> map = [];
        for (int i = 0; i < ShapedFrom.Length; i++)
        {
            map[(ShapedFrom[i], ShapedBy[i])] = ShapedTo[i];
        }

        foreach (string row in Vowels)
        {
            for (int tone = 0; tone < Tones.Length; tone++)
            {
                map[(row[0], Tones[tone])] = row[tone + 1];
            }
        }

        return map;
    }

    private static Dictionary<char, char> MakePlain()
    {
        Dictionary<char, char> map = new() { ['đ'] = 'd', ['Đ'] = 'D' };
        foreach (string row in Vowels)
        {
            int shape = ShapedTo.IndexOf(row[0]);
            char plain = shape < 0 ? row[0] : ShapedFrom[shape];
            foreach (char c in row)
            {
                map[c] = plain;
            }
        }

        return map;
    }
}
