/// What the program was started with.
struct Settings: Equatable {
  enum Task { case decode, help, version, selfTest }

  /// Why arguments make no sense.
  struct Misuse: Error, CustomStringConvertible {
    let description: String
  }

  static let help = """
    hookline-media-decoder decodes media for other programs of Hookline, which start it.
    It takes orders from a socket at descriptor 0 and writes replies to a pipe at descriptor 1.

      --memory BYTES      address space at most (default 1073741824)
      --file-size BYTES   size of files it may write at most (default 0)
      --open-files COUNT  open files at most (default 32)
      --self-test         try what must be refused, say how it went; 0 when everything was refused
      --version           say what it is made of
      --help              say this
    """

  var task = Task.decode
  var memory: UInt64 = 1 << 30
  var fileSize: UInt64 = 0
  var openFiles: UInt64 = 32

  init(_ arguments: some Sequence<String>) throws(Misuse) {
    var rest = arguments.makeIterator()
    while let argument = rest.next() {
      switch argument {
      case "--help", "-h": task = .help
      case "--version": task = .version
      case "--self-test": task = .selfTest
      case "--memory": memory = try Self.number(rest.next(), of: argument)
      case "--file-size": fileSize = try Self.number(rest.next(), of: argument)
      case "--open-files": openFiles = try Self.number(rest.next(), of: argument)
      default: throw Misuse(description: "unknown argument \(argument); --help lists what there is")
      }
    }
  }

  private static func number(_ text: String?, of argument: String) throws(Misuse) -> UInt64 {
    guard let text, let number = UInt64(text) else {
      throw Misuse(description: "\(argument) needs a number, 0 or more")
    }
    return number
  }
}
