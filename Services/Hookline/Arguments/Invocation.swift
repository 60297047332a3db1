import Lifecycle

/// What a command was asked to do.
struct Invocation: Sendable, Equatable {
  let command: String
  private(set) var operands: [String] = []
  private var flags: Set<String> = []
  private var values: [String: String] = [:]

  init(command: String = "") { self.command = command }

  func has(_ option: Option) -> Bool { flags.contains(option.name) }

  /// Whether it was said at all, with a value or without.
  func isGiven(_ option: Option) -> Bool { has(option) || self[option] != nil }

  /// The last value given, or nil.
  subscript(option: Option) -> String? { values[option.name] }

  /// The option's value as a duration above zero, or nil when it was not given.
  func duration(_ option: Option) throws(Misuse) -> Duration? {
    guard let text = self[option] else { return nil }
    if let duration = Duration(text), duration > .zero { return duration }
    throw Misuse("\(option.label) takes a duration such as 60s or 5m, not \"\(text)\"", command)
  }

  /// The option's value as a number, or nil when it was not given.
  func number(_ option: Option, in range: ClosedRange<Int>) throws(Misuse) -> Int? {
    guard let text = self[option] else { return nil }
    if let number = Int(text), range.contains(number) { return number }
    throw Misuse(
      "\(option.label) takes a number from \(range.lowerBound) to \(range.upperBound), not \"\(text)\"",
      command)
  }

  /// The option's value as one of a few words, or nil when it was not given.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ option: Option, of type: Choice.Type
  ) throws(Misuse) -> Choice? {
    guard let text = self[option] else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    throw Misuse("\(option.label) takes one of \(words.joined(separator: ", ")), not \"\(text)\"", command)
  }

  mutating func add(operand: String) { operands.append(operand) }
  mutating func set(_ option: Option) { flags.insert(option.name) }
  mutating func set(_ option: Option, to value: String) { values[option.name] = value }
  /// Takes over what was said before the command's name was known.
  func named(_ command: String) -> Invocation {
    var invocation = Invocation(command: command)
    (invocation.flags, invocation.values) = (flags, values)
    return invocation
  }
}

/// What the command line makes of its arguments.
enum Request: Sendable {
  case run(Command, Invocation)
  case help(Topic)
  case version(Invocation)
  /// There were no arguments to speak of.
  case nothing

  enum Topic: Sendable {
    case everything
    /// The commands with this first word.
    case group(String)
    case command(Command)
  }
}

/// Arguments that make no sense: what is wrong, in one line, and where help is.
struct Misuse: Error, Equatable {
  let message: String
  /// The command whose help helps; empty when none was recognised.
  let command: String

  init(_ message: String, _ command: String = "") {
    // Holds what was typed, or what a script has mangled.
    self.message = printable(message)
    self.command = command
  }

  var hint: String { "try \"hookline \(command.isEmpty ? "" : command + " ")--help\"" }
}
