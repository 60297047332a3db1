import Glibc

/// What a descriptor is connected to.
enum Terminal {
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Whether it is a terminal that can write over what it shows.
  static func canDraw(_ descriptor: Int32, environment: [String: String]) -> Bool {
    isTerminal(descriptor) && environment["TERM", default: "dumb"] != "dumb"
  }

  /// Lines, or nil when that is not known.
  static func height(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return nil }
    return Int(size.ws_row)
  }

  /// Columns, or nil when it is no terminal. A terminal that does not know its width gets the customary one.
  static func width(_ descriptor: Int32, environment: [String: String]) -> Int? {
    guard isTerminal(descriptor) else { return nil }
    if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 { return columns }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
