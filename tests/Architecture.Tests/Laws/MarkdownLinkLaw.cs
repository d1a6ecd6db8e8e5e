using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace BluezoneTag.Architecture.Tests.Laws;

/// <summary>Every relative link in the documents leads to a file or folder of the repository.</summary>
public static partial class MarkdownLinkLaw
{
    private static readonly string[] RootDocuments = ["README.md", "ARCHITECTURE.md"];

    /// <summary>Links that lead nowhere.</summary>
    public static IEnumerable<Finding> Of(Repository repository) =>
        RootDocuments.Where(repository.Has).Concat(repository.Files("docs", ".md")).SelectMany(document => Of(repository, document));

    private static IEnumerable<Finding> Of(Repository repository, string document)
    {
        bool code = false;
        string[] lines = File.ReadAllLines(repository.PathOf(document));
        for (int index = 0; index < lines.Length; index++)
        {
            code ^= lines[index].TrimStart().StartsWith("```", StringComparison.Ordinal);
            foreach (string target in code ? [] : Targets(lines[index]).Where(target => !Leads(repository, document, target)))
            {
                yield return new Finding(document, index + 1, string.Empty, $"the link to {target} leads nowhere", "Mend the path, relative to the document");
            }
        }
    }

    private static IEnumerable<string> Targets(string line) =>
        Link().Matches(InlineCode().Replace(line, string.Empty))
            .Select(match => Uri.UnescapeDataString(match.Groups["target"].Value.Trim('<', '>').Split('#')[0]))
            .Where(target => target.Length > 0 && !Scheme().IsMatch(target));

    private static bool Leads(Repository repository, string document, string target)
    {
        string folder = target.StartsWith('/') ? string.Empty : document[..(document.LastIndexOf('/') + 1)];
        string path = Path.GetFullPath(repository.PathOf(folder + target.TrimStart('/')));
        return Path.Exists(path) && path.StartsWith(repository.Root, StringComparison.Ordinal);
    }

    // [text](target "title") and [name]: target
    [GeneratedRegex("""\]\((?<target><[^>]*>|[^)\s]+)[^)]*\)|^\s*\[[^\]]+\]:\s*(?<target>\S+)""")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]*:")]
    private static partial Regex Scheme();
}
