using System;
using System.IO;
using System.Text;
using QRCoder;

namespace BluezoneTag.Kiosk.Browser.Tests.Rig;

/// <summary>What the browser's camera sees: a video file that it opens anew each time the camera is switched on. One still picture, grey, uncompressed.</summary>
internal sealed class FakeCamera : IDisposable
{
    private const int Width = 640;
    private const int Height = 480;
    private const int PixelsPerModule = 8;
    private const byte White = 235;
    private const byte Black = 16;
    private const byte Grey = 128;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("camera");

    /// <summary>A camera in front of a white wall.</summary>
    public FakeCamera() => Write(Wall());

    /// <summary>The file, for the browser's command line.</summary>
    public string File => Path.Combine(_folder.FullName, "camera.y4m");

    /// <summary>Somebody holds a QR code with this text before it.</summary>
    public void Show(string text)
    {
        using QRCodeGenerator generator = new();
        using QRCodeData code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        byte[] picture = Wall();
        int size = code.ModuleMatrix.Count * PixelsPerModule;
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                bool isDark = code.ModuleMatrix[y / PixelsPerModule][x / PixelsPerModule];
                picture[((y + ((Height - size) / 2)) * Width) + x + ((Width - size) / 2)] = isDark ? Black : White;
            }
        }

        Write(picture);
    }

    public void Dispose() => _folder.Delete(true);

    private static byte[] Wall()
    {
        byte[] picture = new byte[Width * Height];
        Array.Fill(picture, White);
        return picture;
    }

    // Replaced as a whole, so that a camera that is being switched on never meets half a picture.
    private void Write(byte[] luma)
    {
        byte[] chroma = new byte[Width * Height / 2];
        Array.Fill(chroma, Grey);
        byte[] header = Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F10:1 Ip A1:1 C420jpeg\n");
        byte[] frame = [.. "FRAME\n"u8, .. luma, .. chroma];
        string part = File + ".part";
        System.IO.File.WriteAllBytes(part, [.. header, .. frame, .. frame]);
        System.IO.File.Move(part, File, true);
    }
}
