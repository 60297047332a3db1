import Lifecycle

/// Makes a request of arguments. Pure: it looks at nothing but them and the table of commands.
///
/// Options may stand anywhere, `--` ends them, a value follows its option as the next word or after `=`, and
/// `--help` wins wherever it stands.
struct ArgumentParser {
  private let commands: [Command]
  private var command: Command?
  private var invocation = Invocation()
  /// Words of a command's name that is not yet complete.
  private var words: [String] = []
  private var asksForHelp = false
  private var asksForTopic = false
  /// The first thing that is wrong; kept, because help may still be asked for.
  private var misuse: Misuse?

  private init(_ commands: [Command]) { self.commands = commands }

  static func parse(_ arguments: [String], commands: [Command]) throws(Misuse) -> Request {
    var parser = ArgumentParser(commands)
    parser.read(arguments)
    return try parser.request()
  }

  // MARK: Reading

  private mutating func read(_ arguments: [String]) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      do throws(Misuse) {
        if argument == "--" {
          for operand in rest { try read(word: operand, isLiteral: true) }
          return
        }
        switch argument {
        case _ where argument.hasPrefix("--"): try read(long: argument, &rest)
        case _ where argument.hasPrefix("-") && argument != "-": try read(short: argument, &rest)
        default: try read(word: argument, isLiteral: false)
        }
      } catch { misuse = misuse ?? error }
    }
  }

  private mutating func read(long argument: String, _ rest: inout ArraySlice<String>) throws(Misuse) {
    let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let option = known.first(where: { $0.name == parts[0] }) else {
      guard command?.passesUnknownOptions != true else { return invocation.add(operand: argument) }
      throw unknown("--" + parts[0])
    }
    try take(option, parts.count == 2 ? String(parts[1]) : nil, &rest)
  }

  /// `-q`, several flags as in `-qh`, or a value right behind its letter as in `-n5`.
  private mutating func read(short argument: String, _ rest: inout ArraySlice<String>) throws(Misuse) {
    var letters = argument.dropFirst()
    while let letter = letters.popFirst() {
      guard let option = known.first(where: { $0.short == letter }) else {
        guard command?.passesUnknownOptions != true else { return invocation.add(operand: argument) }
        throw unknown("-\(letter)")
      }
      guard option.value != nil, !letters.isEmpty else {
        try take(option, nil, &rest)
        continue
      }
      return try take(option, String(letters.first == "=" ? letters.dropFirst() : letters), &rest)
    }
  }

  private mutating func take(
    _ option: Option, _ value: String?, _ rest: inout ArraySlice<String>
  ) throws(Misuse) {
    guard let placeholder = option.value else {
      guard value == nil else { throw Misuse("\(option.label) takes no value", name) }
      asksForHelp = asksForHelp || option == .help
      return invocation.set(option)
    }
    if let value { return invocation.set(option, to: value) }
    // A word with a dash is more likely the next option than a value, but for a number; `=` says otherwise.
    guard let next = rest.first, next == "-" || !next.hasPrefix("-") || isNegative(next) else {
      throw Misuse("\(option.label) needs a value: \(option.label) \(placeholder)", name)
    }
    invocation.set(option, to: next)
    rest.removeFirst()
  }

  private func isNegative(_ word: String) -> Bool {
    let digit = word.dropFirst().first { $0 != "." }
    return digit.map { ("0"..."9").contains($0) } ?? false && !known.contains { $0.short == digit }
  }

  private mutating func read(word: String, isLiteral: Bool) throws(Misuse) {
    if let command, isLiteral || !extends(command, word) { return invocation.add(operand: word) }
    if !asksForTopic, words.isEmpty, command == nil, word == "help" {
      asksForTopic = true
      return
    }
    words.append(word)
    let name = words.joined(separator: " ")
    if let found = commands.first(where: { $0.name == name }) {
      command = found
      invocation = invocation.named(name)
    } else if command == nil, !commands.contains(where: { $0.name.hasPrefix(name + " ") }) {
      defer { words.removeLast() }
      throw unknownCommand(word)
    }
  }

  /// Whether the word makes another command of the one recognised, as `list` does of `queues`.
  private func extends(_ command: Command, _ word: String) -> Bool {
    invocation.operands.isEmpty && commands.contains { $0.name == "\(command.name) \(word)" }
  }

  // MARK: Judging

  private func request() throws(Misuse) -> Request {
    if asksForHelp || asksForTopic {
      if asksForTopic, let misuse { throw misuse }
      if let command { return .help(.command(command)) }
      return .help(words.isEmpty ? .everything : .group(words.joined(separator: " ")))
    }
    if let misuse { throw misuse }
    if invocation.has(.version) { return .version(invocation) }
    guard
      let command = command ?? commands.first(where: { $0.name == "\(words.joined(separator: " ")) list" })
    else {
      guard !words.isEmpty else { return .nothing }
      let choices = commands.map(\.name).filter { $0.hasPrefix(name + " ") }.map {
        $0.dropFirst(name.count + 1)
      }
      throw Misuse("\"\(name)\" needs one of \(choices.joined(separator: ", "))", name)
    }
    let operands = command.operands
    if invocation.operands.count > operands.count.upperBound {
      throw Misuse("\"\(invocation.operands[operands.count.upperBound])\" is one argument too many", name)
    }
    guard invocation.operands.count >= operands.count.lowerBound else {
      throw Misuse("\(operands.usage) is missing", name)
    }
    return .run(command, self.command == nil ? invocation.named(command.name) : invocation)
  }

  private var name: String { command?.name ?? words.joined(separator: " ") }
  private var known: [Option] { (command?.options ?? []) + Option.global }

  private func unknown(_ label: String) -> Misuse {
    if let owner = commands.first(where: { $0.options.contains { $0.label == label } }), command == nil {
      return Misuse("\(label) stands after the command: hookline \(owner.name) \(label)", name)
    }
    let labels = known.map(\.label)
    let meant = label.hasPrefix("--") ? Spelling.nearest(to: label, among: labels) : nil
    return Misuse("unknown option \(label)" + (meant.map { "; did you mean \($0)?" } ?? ""), name)
  }

  private func unknownCommand(_ word: String) -> Misuse {
    let group = words.dropLast().joined(separator: " ")
    let full = group.isEmpty ? word : group + " " + word
    let candidates = commands.map(\.name) + (group.isEmpty ? ["help"] : [])
    let meant = Spelling.nearest(to: full, among: candidates)
    return Misuse("unknown command \"\(full)\"" + (meant.map { "; did you mean \"\($0)\"?" } ?? ""), group)
  }
}
