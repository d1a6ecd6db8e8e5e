using BluezoneTag.Kiosk.Serving;

return KioskCommand.Create().Parse(args).Invoke();
