using System;
using System.Text;
using BluezoneTag.Flasher.Commands;

Console.OutputEncoding = Encoding.UTF8;
return Cli.Run(args, ToolEnvironment.Create());
