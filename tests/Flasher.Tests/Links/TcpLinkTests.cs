using System;
using System.Net;
using System.Net.Sockets;
using BluezoneTag.Flasher.Links;
using BluezoneTag.Flasher.Messages;
using Xunit;

namespace BluezoneTag.Flasher.Tests.Links;

public sealed class TcpLinkTests
{
    [Fact]
    public void Bytes_pass_both_ways_and_a_closed_connection_is_a_lost_link()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using ISerialLink link = new LinkFactory().Open($"tcp:127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        using Socket peer = listener.AcceptSocket();
        link.Write([1, 2, 3]);
        byte[] heard = new byte[3];
        for (int count = 0; count < 3;)
        {
            count += peer.Receive(heard, count, 3 - count, SocketFlags.None);
        }

        Assert.Equal([1, 2, 3], heard);
        Assert.False(link.TrySetLines(true, true));
        peer.Send([9]);
        Assert.Equal(1, link.Read(heard, TimeSpan.FromSeconds(10)));
        Assert.Equal(9, heard[0]);
        Assert.Equal(0, link.Read(heard, TimeSpan.Zero));
        peer.Close();
        Assert.Throws<LinkLostException>(() => link.Read(heard, TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [InlineData("tcp:")]
    [InlineData("tcp:localhost")]
    [InlineData("tcp:localhost:0")]
    [InlineData("tcp:localhost:x")]
    [InlineData("tcp::5")]
    public void A_wrong_address_is_a_mistake_of_the_command_line(string name)
    {
        Assert.Equal(ExitCode.Usage, Assert.Throws<FlasherException>(() => new LinkFactory().Open(name)).Code);
    }

    [Fact]
    public void Nobody_listening_is_a_problem_of_the_port()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        Assert.Equal(ExitCode.Port, Assert.Throws<FlasherException>(() => new LinkFactory().Open($"tcp:127.0.0.1:{port}")).Code);
    }
}
