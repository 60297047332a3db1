import Lifecycle
import Testing

@testable import Hookline

@Suite struct ArgumentParserTests {
  private static let dry = Option("dry", short: "n", help: "")
  private static let limit = Option("limit", short: "l", value: "COUNT", help: "")
  private static let commands: [Command] = [
    .sample("make", .init(usage: "FILE…", count: 1...2), options: [dry, limit]),
    .sample("dead", options: [dry]), .sample("dead list", options: [limit]), .sample("queues pause"),
    .sample("queues resume"), .sample("pass", .init(usage: "", count: 0...9), passesUnknown: true),
  ]

  /// What the arguments amount to, in one line.
  private static func reading(_ line: String) -> String {
    let arguments = line.split(separator: " ").map(String.init)
    do throws(Misuse) {
      switch try ArgumentParser.parse(arguments, commands: commands) {
      case .run(_, let invocation): return said(invocation)
      case .help(.everything): return "help"
      case .help(.group(let name)): return "help group \(name)"
      case .help(.command(let command)): return "help \(command.name)"
      case .version: return "version"
      case .nothing: return "nothing"
      }
    } catch { return "\(error.message) | \(error.hint)" }
  }

  private static func said(_ invocation: Invocation) -> String {
    let flags = ([dry] + Option.global).filter { invocation.has($0) }.map(\.label)
    let values = [limit, .environmentFile].compactMap { option in
      invocation[option].map { option.label + "=" + $0 }
    }
    return ([invocation.command + ":"] + invocation.operands + flags + values).joined(separator: " ")
  }

  @Test(arguments: [
    ("make a", "make: a"),
    ("make a b --dry", "make: a b --dry"),
    ("--json make -n a -q", "make: a --dry --json --quiet"),
    ("make -nq a", "make: a --dry --quiet"),
    ("make a --limit 5", "make: a --limit=5"),
    ("make a --limit=5", "make: a --limit=5"),
    ("make a --limit=", "make: a --limit="),
    ("make a --limit=--dry", "make: a --limit=--dry"),
    ("make a -l 5", "make: a --limit=5"),
    ("make a -nl5", "make: a --dry --limit=5"),
    ("make a -l=5", "make: a --limit=5"),
    ("make a --limit -", "make: a --limit=-"),
    ("make a --limit 5 --limit 6", "make: a --limit=6"),
    ("make -", "make: -"),
    ("make -- -n --help", "make: -n --help"),
    ("make a -- --", "make: a --"),
    ("--env-file make make a", "make: a --env-file=make"),
    ("make a --limit -1", "make: a --limit=-1"), ("make a --limit -.5", "make: a --limit=-.5"),
    ("dead", "dead:"),
    ("dead list -l5", "dead list: --limit=5"),
    ("pass a --unknown -x=1 --dry b", "pass: a --unknown -x=1 --dry b"),
    ("pass -- --json", "pass: --json"),
  ])
  func `understands what it should`(line: String, reading: String) {
    #expect(Self.reading(line) == reading)
  }

  @Test(arguments: [
    ("-h", "help"), ("help", "help"), ("--help make", "help make"), ("make --help", "help make"),
    ("make a b c --nonsense -h", "help make"), ("help make", "help make"),
    ("help dead list", "help dead list"),
    ("queues -h", "help group queues"), ("help queues", "help group queues"), ("pass -h", "help pass"),
    ("--version", "version"), ("make --version a", "version"), ("", "nothing"), ("--json", "nothing"),
  ])
  func `gives help wherever it is asked for`(line: String, reading: String) {
    #expect(Self.reading(line) == reading)
  }

  @Test(arguments: [
    ("mkae a", "unknown command \"mkae\"; did you mean \"make\"? | try \"hookline --help\""),
    ("frobnicate", "unknown command \"frobnicate\" | try \"hookline --help\""),
    ("help frobnicate", "unknown command \"frobnicate\" | try \"hookline --help\""),
    ("queues", "\"queues\" needs one of pause, resume | try \"hookline queues --help\""),
    (
      "queues puase",
      "unknown command \"queues puase\"; did you mean \"queues pause\"? | try \"hookline queues --help\""
    ),
    ("make a --dri", "unknown option --dri; did you mean --dry? | try \"hookline make --help\""),
    ("make a --xyzzy", "unknown option --xyzzy | try \"hookline make --help\""),
    ("make a -x", "unknown option -x | try \"hookline make --help\""),
    ("--dry make a", "--dry stands after the command: hookline make --dry | try \"hookline --help\""),
    ("make a --dry=1", "--dry takes no value | try \"hookline make --help\""),
    ("make a --limit", "--limit needs a value: --limit COUNT | try \"hookline make --help\""),
    ("make a --limit --dry", "--limit needs a value: --limit COUNT | try \"hookline make --help\""),
    ("make", "FILE… is missing | try \"hookline make --help\""),
    ("make a b c", "\"c\" is one argument too many | try \"hookline make --help\""),
    ("dead x", "\"x\" is one argument too many | try \"hookline dead --help\""),
  ])
  func `says what is wrong in one line and where help is`(line: String, message: String) {
    #expect(Self.reading(line) == message)
  }

  @Test(arguments: [("60s", Duration.seconds(60)), ("1m30s", .seconds(90))])
  func `reads a duration`(text: String, duration: Duration) throws {
    var invocation = Invocation(command: "make")
    invocation.set(Self.limit, to: text)

    #expect(try invocation.duration(Self.limit) == duration)
  }

  @Test(arguments: ["", "60", "0s", "soon", "-1s"])
  func `refuses what is no duration`(text: String) {
    var invocation = Invocation(command: "make")
    invocation.set(Self.limit, to: text)

    let misuse = #expect(throws: Misuse.self) { try invocation.duration(Self.limit) }

    #expect(misuse?.message == "--limit takes a duration such as 60s or 5m, not \"\(text)\"")
  }
}
