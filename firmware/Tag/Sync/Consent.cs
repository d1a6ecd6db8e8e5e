namespace BluezoneTag.Tag.Sync;

/// <summary>
/// The wearer's agreement to one thing: asked for, and given by holding the button within a minute. What it was given for is
/// its owner's; asking for something else takes it back.
/// </summary>
public sealed class Consent
{
    /// <summary>How long the wearer has.</summary>
    public const int AskMs = 60000;

    private long _untilMs;
    private bool _isAsked;
    private object _owner;

    /// <summary>Whether the wearer is being asked at <paramref name="uptimeMs"/>.</summary>
    public bool IsAsking(long uptimeMs)
    {
        return _isAsked && !IsGiven && uptimeMs < _untilMs;
    }

    /// <summary>Whether it has been given.</summary>
    public bool IsGiven { get; private set; }

    /// <summary>Asks on behalf of <paramref name="owner"/>.</summary>
    public void Ask(object owner, long uptimeMs)
    {
        _owner = owner;
        _isAsked = true;
        IsGiven = false;
        _untilMs = uptimeMs + AskMs;
    }

    /// <summary>The wearer held the button. True when that was what was asked.</summary>
    public bool OnHeld(long uptimeMs)
    {
        if (!IsAsking(uptimeMs))
        {
            return false;
        }

        IsGiven = true;
        return true;
    }

    /// <summary>Whether it has been given to <paramref name="owner"/>.</summary>
    public bool IsGivenTo(object owner)
    {
        return IsGiven && _owner == owner;
    }

    /// <summary>Whether the minute passed without it.</summary>
    public bool HasExpired(object owner, long uptimeMs)
    {
        return _owner != owner || !_isAsked || (!IsGiven && uptimeMs >= _untilMs);
    }

    /// <summary>Takes it back.</summary>
    public void Clear()
    {
        _owner = null;
        _isAsked = false;
        IsGiven = false;
    }
}
