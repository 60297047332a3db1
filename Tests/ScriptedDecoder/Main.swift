import Glibc
import MediaWire

/// A media decoder that does what it is told by the file that it is to decode, one step a line (see `Step`). What it
/// does before the first order its own name says (see `Start`).
@main enum Main {
  static func main() {
    let start = Start(program: CommandLine.arguments[0])
    start.perform()
    while let order = Socket.nextOrder() {
      var script = Script(order)
      script.run()
    }
    start.performAtEnd()
  }
}

/// How a child begins and ends: the last part of the name that it was started by.
struct Start {
  let program: String

  private var name: String { program.split(separator: "/").last.map(String.init) ?? "" }

  func perform() {
    switch name {
    case "exits-at-once":
      Output.complain("no such library")
      exit(3)
    case "dies-twice" where countStart() <= 2: kill(getpid(), SIGSEGV)
    case "says-nothing": pause()
    case "speaks-another-version":
      Output.write([0x48, 0x4B, 0x4C, 16] + UInt32(0).bytes + UInt32(7).bytes + [9, 0, 0, 0, 0, 0, 0])
    case "begins-with-an-end": Output.send(.end(Ending(.whole)), order: 0)
    case "speaks-of-order-one": Output.send(.hello(Hello(confinement: [], libraries: "")), order: 1)
    case "is-confined":
      Output.send(.hello(Hello(confinement: [.systemCalls, .resources], libraries: "none")), order: 0)
    default: Output.send(.hello(Hello(confinement: [], libraries: "none")), order: 0)
    }
  }

  func performAtEnd() {
    if name == "stays" { while true { pause() } }
  }

  /// How often this program was started, counted by the size of a file beside it.
  private func countStart() -> Int {
    let file = open(program + ".starts", O_CREAT | O_WRONLY | O_APPEND, 0o600)
    _ = Glibc.write(file, "+", 1)
    return Int(lseek(file, 0, SEEK_CUR))
  }
}

extension FixedWidthInteger {
  var bytes: [UInt8] { withUnsafeBytes(of: littleEndian) { Array($0) } }
}
