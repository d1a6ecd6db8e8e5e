using Microsoft.Playwright;

namespace BluezoneTag.Kiosk.Browser.Tests.Rig;

/// <summary>Whose hands a page is in.</summary>
internal static class Contexts
{
    /// <summary>A phone held upright; `vi-VN` or `en-GB`.</summary>
    public static BrowserNewContextOptions Phone(string locale) => Of(locale, 390, 844);

    /// <summary>A laptop.</summary>
    public static BrowserNewContextOptions Laptop(string locale) => Of(locale, 1366, 768);

    private static BrowserNewContextOptions Of(string locale, int width, int height) => new()
    {
        Locale = locale,
        TimezoneId = "Asia/Ho_Chi_Minh",
        ViewportSize = new ViewportSize { Width = width, Height = height },
        Permissions = ["camera"],
        AcceptDownloads = true,
    };
}
