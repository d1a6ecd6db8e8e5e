using System;

namespace BluezoneTag.Kiosk.Serving;

/// <summary>Something that whoever started the kiosk can mend; the message says what happened, where, and what to try.</summary>
public sealed class KioskException(string message) : Exception(message);
