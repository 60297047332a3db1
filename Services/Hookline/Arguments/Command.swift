/// One command of the command line. `Commands.all` lists them.
struct Command: Sendable {
  struct Example: Sendable {
    /// What is typed after `hookline`.
    let line: String
    let meaning: String
  }

  /// What may follow besides options.
  struct Operands: Sendable {
    let usage: String
    let count: ClosedRange<Int>

    static let none = Operands(usage: "", count: 0...0)
  }

  /// One word or several: `dead list`. Commands with the same first word make a group.
  let name: String
  /// One sentence without its full stop, beginning with a verb: "applies migrations".
  let summary: String
  var examples: [Example] = []
  var operands = Operands.none
  var options: [Option] = []
  /// Whether options that nobody here knows are operands, because they are meant for another program.
  var passesUnknownOptions = false
  /// What else there is to know; lines of at most 80 characters.
  var notes: [String] = []
  let run: @Sendable (Invocation, Context) async throws -> ExitCode
}

/// Something that begins with a dash.
struct Option: Sendable, Hashable {
  /// Without its dashes.
  let name: String
  var short: Character?
  /// What its value is called in the help; nil for a flag.
  var value: String?
  let help: String

  var label: String { "--" + name }

  init(_ name: String, short: Character? = nil, value: String? = nil, help: String) {
    self.name = name
    self.short = short
    self.value = value
    self.help = help
  }
}

extension Option {
  static let json = Option("json", help: "print one JSON document instead of text for people")
  static let noColor = Option("no-color", help: "no colours, as with NO_COLOR")
  static let quiet = Option("quiet", short: "q", help: "no notes and warnings, only results and errors")
  static let environmentFile = Option(
    "env-file", value: "FILE", help: "read variables from this file instead of ./.env")
  static let help = Option("help", short: "h", help: "explain, and do nothing")
  static let version = Option("version", help: "print the version, and do nothing")

  /// What every command takes.
  static let global = [json, noColor, quiet, environmentFile, help, version]
}

/// What the process tells its parent.
enum ExitCode: Int32, Sendable {
  case done = 0
  case failed = 1
  case misused = 2
  /// As shells report a program that Ctrl-C has ended.
  case interrupted = 130
}
