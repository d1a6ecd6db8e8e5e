using System;
using System.Text;
using BluezoneTag.Officer.Commands;

Console.OutputEncoding = Encoding.UTF8;
return Cli.Run(args, DeskEnvironment.Create());
