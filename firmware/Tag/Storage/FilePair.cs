using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Storage;

/// <summary>
/// Two files that are written in turn, because the platform has no atomic replace: if power dies while the older one is written
/// over, the newer one still holds what was written before. Knows their names, which one counts, and the number that
/// rises by one with each writing; reading and writing them is their owner's business.
/// </summary>
public sealed class FilePair
{
    private readonly string _name;

    /// <summary>The pair called <paramref name="name"/>, of which nothing is known yet.</summary>
    public FilePair(string name)
    {
        _name = name;
    }

    /// <summary>The first file: the name of the pair and "-a.bin". Made at each call: all pairs' names would take 300 bytes for ever.</summary>
    public string First
    {
        get { return _name + "-a.bin"; }
    }

    /// <summary>The second file: the name of the pair and "-b.bin".</summary>
    public string Second
    {
        get { return _name + "-b.bin"; }
    }

    /// <summary>The number in the file that counts; 0 when neither does. The next writing has one more.</summary>
    public uint Number { get; private set; }

    /// <summary>Whether it is the first file that counts.</summary>
    public bool IsFirstNewer { get; private set; }

    /// <summary>The file that counts, once <see cref="Choose"/> has found one.</summary>
    public string Newer
    {
        get { return IsFirstNewer ? First : Second; }
    }

    /// <summary>The file to be written over next.</summary>
    public string Older
    {
        get { return IsFirstNewer ? Second : First; }
    }

    /// <summary>Tells which files can be read, and the numbers in them. False when none can: nothing changes then.</summary>
    public bool Choose(bool hasFirst, uint first, bool hasSecond, uint second)
    {
        if (!hasFirst && !hasSecond)
        {
            return false;
        }

        // The difference as a signed number stays right when the number wraps.
        IsFirstNewer = hasFirst && (!hasSecond || (int)(first - second) > 0);
        Number = IsFirstNewer ? first : second;
        return true;
    }

    /// <summary>
    /// The file to use when flash has refused <see cref="Older"/>: null, unless that name can be neither read nor deleted. Then a
    /// directory has it, and one file that is written over is better than one that grows old. (Where there is no room,
    /// the name of a missing file counts as deleted.)
    /// </summary>
    public string Substitute(IFlashFiles files)
    {
        return files.GetLength(Older) < 0 && !files.Delete(Older) ? Newer : null;
    }

    /// <summary>Deletes both files. False when flash refused; call again.</summary>
    public bool Delete(IFlashFiles files)
    {
        return Delete(files, First) & Delete(files, Second);
    }

    /// <summary>Tells that <see cref="Newer"/> has been written over and holds the next number.</summary>
    public void OnSubstituted()
    {
        Number++;
    }

    /// <summary>Tells that <see cref="Older"/> now holds the next number: from now on it counts.</summary>
    public void OnWritten()
    {
        Number++;
        IsFirstNewer = !IsFirstNewer;
    }

    // What is no file cannot be deleted and need not be.
    private static bool Delete(IFlashFiles files, string name)
    {
        return files.Delete(name) || files.GetLength(name) < 0;
    }
}
