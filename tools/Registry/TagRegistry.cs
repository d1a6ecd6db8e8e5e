using System;
using System.IO;
using BluezoneTag.Registry.Authority;
using BluezoneTag.Registry.Escrow;
using BluezoneTag.Registry.Holders;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Storage;

namespace BluezoneTag.Registry;

/// <summary>
/// The registry of tags: one SQLite file (docs/registry.md). What can go wrong comes back as problems, not as exceptions. May
/// be used from several threads and, between two calls, by several programs.
/// </summary>
public sealed class TagRegistry : IDisposable
{
    private readonly RegistryFile _file;

    private TagRegistry(RegistryFile file)
    {
        _file = file;
        Provisioning = new ProvisioningDesk(file);
        Tags = new TagDesk(file);
        Names = new NameVault(file);
        Escrow = new EscrowSafe(file);
        Authority = new AuthoritySafe(file);
        Audit = new AuditDesk(file);
    }

    /// <summary>Serials and keys: reserve, confirm, abandon.</summary>
    public ProvisioningDesk Provisioning { get; }

    /// <summary>Issue, return, wipe, lost, defect, lists and figures.</summary>
    public TagDesk Tags { get; }

    /// <summary>Names of holders, encrypted.</summary>
    public NameVault Names { get; }

    /// <summary>Encrypted copies of keys, when the registry was told to keep them.</summary>
    public EscrowSafe Escrow { get; }

    /// <summary>The health authority's keys, sealed for it, when the registry was told to keep them.</summary>
    public AuthoritySafe Authority { get; }

    /// <summary>The audit trail.</summary>
    public AuditDesk Audit { get; }

    /// <summary>Path as given.</summary>
    public string Path => _file.Path;

    /// <summary>Opens a registry that exists.</summary>
    public static Result<TagRegistry> Open(string path, RegistryOptions options) => Wrap(RegistryOpener.Open(path, options));

    /// <summary>Makes a new registry; a file that exists is never replaced.</summary>
    public static Result<TagRegistry> Create(string path, RegistryOptions options) => Wrap(RegistryOpener.Create(path, options));

    /// <summary>Opens the registry, or makes it when there is none.</summary>
    public static Result<TagRegistry> OpenOrCreate(string path, RegistryOptions options) =>
        File.Exists(path) || options.ReadOnly ? Open(path, options) : Create(path, options);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static Result<TagRegistry> Wrap(Result<RegistryFile> file) =>
        file.IsOk ? new TagRegistry(file.Value) : Result<TagRegistry>.Failed(file.Problems);
}
