using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using BluezoneTag.Registry.Auditing;
using BluezoneTag.Registry.Holders;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Storage;
using Xunit;

namespace BluezoneTag.Registry.Tests.Holders;

public sealed class NameVaultTests : IDisposable
{
    private const string Passphrase = "bốn từ không liên quan";

    private readonly Bench _bench = new();
    private readonly RegistryFile _file;
    private readonly NameVault _vault;

    public NameVaultTests()
    {
        _file = RegistryOpener.Open(_bench.File, Bench.Options).Value;
        _vault = new NameVault(_file) { Iterations = 10 };
    }

    public void Dispose()
    {
        _file.Dispose();
        _bench.Dispose();
    }

    [Fact]
    public void Names_come_back_with_the_passphrase_and_free_numbers_are_given_in_order()
    {
        IReadOnlyList<HolderName> names = ProblemAssert.Ok(_vault.Import(Roster("name,class\nXylophon,3B\nYttrium,3B\n"), Passphrase));
        Assert.Equal([1u, 2u], names.Select(name => name.Number));
        ProblemAssert.Ok(_vault.Import(Roster("number,name\n4,Zink\n"), Passphrase));
        Assert.Equal([3u, 5u], _vault.Import(Roster("name\nP\nQ\n"), Passphrase).Value.Select(name => name.Number));
        Assert.Equal(new HolderName(1, "Xylophon", "3B"), _vault.Read(Passphrase).Value[0]);
        Assert.Equal(5, _vault.Read(Passphrase).Value.Count);
        ProblemAssert.Ok(_bench.Registry.Audit.Verify());
    }

    [Fact]
    public void The_passphrase_is_the_same_however_its_letters_are_written()
    {
        ProblemAssert.Ok(_vault.Import(Roster("name\nA\n"), "mật khẩu dài"));
        ProblemAssert.Ok(_vault.Read("m\u00E2\u0323t kh\u00E2\u0309u d\u0061\u0300i"));
    }

    [Fact]
    public void A_wrong_or_short_passphrase_is_refused_and_changes_nothing()
    {
        ProblemAssert.Is(RegistryError.NamesMissing, _vault.Read(Passphrase));
        ProblemAssert.Is(RegistryError.PassphraseTooShort, _vault.Import(Roster("name\nA\n"), "123456789"));
        ProblemAssert.Ok(_vault.Import(Roster("name\nA\n"), Passphrase));
        AuditHead head = _bench.Registry.Audit.Head().Value;
        ProblemAssert.Is(RegistryError.PassphraseWrong, _vault.Import(Roster("name\nB\n"), Passphrase + "!"));
        ProblemAssert.Is(RegistryError.PassphraseWrong, _vault.Read(Passphrase + "!"));
        Assert.Equal(head, _bench.Registry.Audit.Head().Value);
    }

    [Fact]
    public void A_list_that_clashes_is_not_half_imported()
    {
        ProblemAssert.Ok(_vault.Import(Roster("number,name\n2,A\n"), Passphrase));
        Result<IReadOnlyList<HolderName>> result = _vault.Import(Roster("number,name\n1,B\n2,C\n3,D\n"), Passphrase);
        Assert.Equal("3", ProblemAssert.Is(RegistryError.RosterHolderExists, result).Facts["line"]);
        Assert.Single(_vault.Read(Passphrase).Value);
        ProblemAssert.Is(RegistryError.RosterHolderExists, _vault.Import(Roster("name\nB\nA\n"), Passphrase));
        Assert.Single(_vault.Read(Passphrase).Value);
    }

    [Fact]
    public void Reading_names_is_recorded_and_forgetting_them_overwrites_them()
    {
        ProblemAssert.Ok(_vault.Import(Roster("name\nXylophon\n"), Passphrase));
        ProblemAssert.Ok(_vault.Read(Passphrase));
        byte[] sealedName = _file.Query("SELECT sealed FROM holder_name", row => row.Bytes(0))[0];
        Assert.NotEqual(-1, File.ReadAllBytes(_bench.File).AsSpan().IndexOf(sealedName));
        ProblemAssert.Ok(_vault.Forget());
        Assert.Equal(-1, File.ReadAllBytes(_bench.File).AsSpan().IndexOf(sealedName));
        ProblemAssert.Is(RegistryError.NamesMissing, _vault.Read(Passphrase));
        AuditKind[] kinds = [.. _bench.Registry.Audit.Entries().Value.Select(entry => entry.Kind)];
        Assert.Equal([AuditKind.Created, AuditKind.RosterImported, AuditKind.NamesRead, AuditKind.NamesForgotten], kinds);
        ProblemAssert.Ok(_bench.Registry.Audit.Verify());
        ProblemAssert.Ok(_vault.Import(Roster("name\nXylophon\n"), "another passphrase"));
    }

    [Fact]
    public void No_name_is_in_the_file()
    {
        ProblemAssert.Ok(_vault.Import(Roster("name,class\nXylophon,Quagga\n"), Passphrase));
        byte[] file = File.ReadAllBytes(_bench.File);
        Assert.All(["Xylophon", "Quagga", "không liên"], word => Assert.Equal(-1, file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word))));
    }

    [Fact]
    public void Names_exchanged_between_two_numbers_do_not_open()
    {
        ProblemAssert.Ok(_vault.Import(Roster("name\nA\nB\n"), Passphrase));
        _file.Database.Run("UPDATE holder_name SET holder = 9 WHERE holder = 1");
        ProblemAssert.Is(RegistryError.Corrupt, _vault.Read(Passphrase));
    }

    [Fact]
    public void A_new_vault_costs_a_guesser_600000_rounds()
    {
        Assert.Equal(600_000, NameSeal.DefaultIterations);
        _file.Dispose();
        ProblemAssert.Ok(_bench.Registry.Names.Import(Roster("name\nA\n"), Passphrase));
        using Database database = Database.Open(_bench.File, create: false, readOnly: true, 0);
        Assert.Equal(NameSeal.DefaultIterations, database.Number("SELECT iterations FROM vault"));
    }

    private static Roster Roster(string text) => RosterReader.Read(Encoding.UTF8.GetBytes(text)).Value;
}
