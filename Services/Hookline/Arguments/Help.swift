/// The texts of `--help`: one sentence, examples, usage, options, exit codes.
struct Help {
  let commands: [Command]

  func text(_ topic: Request.Topic) -> String {
    switch topic {
    case .everything: everything
    case .group(let name): group(name)
    case .command(let command): text(command)
    }
  }

  private var everything: String {
    let examples = commands.compactMap { command in command.examples.first }
    return sections([
      "Hookline finds the music for a creator's next videos. This is its command line.",
      section("Examples", lines(examples)),
      section("Usage", ["  hookline COMMAND [OPTIONS]", "  hookline help COMMAND"]),
      section("Commands", aligned(commands.map { ($0.name, $0.summary) })),
      section("Options of every command", aligned(Option.global.map(row))),
      exitCodes,
      "Settings are environment variables and a .env file; \"hookline doctor\" lists them.\n"
        + "Where HOOKLINE_API_URL is set, commands ask that gateway instead of the servers, whatever else is\n"
        + "set, with the key of HOOKLINE_API_KEY or HOOKLINE_API_KEY_FILE. What a gateway cannot be asked is\n"
        + "refused then; what needs files only works as ever.",
    ])
  }

  private func group(_ name: String) -> String {
    let members = commands.filter { $0.name.hasPrefix(name + " ") }
    return sections([
      section("Examples", lines(members.compactMap(\.examples.first))),
      section("Usage", ["  hookline \(name) COMMAND [OPTIONS]"]),
      section("Commands", aligned(members.map { ($0.name, $0.summary) })),
    ])
  }

  private func text(_ command: Command) -> String {
    let operands = command.operands.usage.isEmpty ? "" : " " + command.operands.usage
    return sections([
      command.summary.prefix(1).uppercased() + command.summary.dropFirst() + ".",
      section("Examples", lines(command.examples)),
      section("Usage", ["  hookline \(command.name)\(operands) [OPTIONS]"]),
      section("Options", aligned(command.options.map(row))),
      section("Options of every command", aligned(Option.global.map(row))),
      command.notes.joined(separator: "\n"),
      exitCodes,
    ])
  }

  private var exitCodes: String {
    section("Exit codes", ["  0 done, 1 failed, 2 misused, 130 interrupted"])
  }

  private func row(_ option: Option) -> (String, String) {
    let short = option.short.map { "-\($0), " } ?? ""
    return (short + option.label + (option.value.map { " " + $0 } ?? ""), option.help)
  }

  private func lines(_ examples: [Command.Example]) -> [String] {
    aligned(examples.map { ("hookline " + $0.line, $0.meaning) })
  }

  private func aligned(_ rows: [(String, String)]) -> [String] {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { "  " + $0.0 + String(repeating: " ", count: width - $0.0.count + 3) + $0.1 }
  }

  private func section(_ title: String, _ lines: [String]) -> String {
    lines.isEmpty ? "" : ([title] + lines).joined(separator: "\n")
  }

  private func sections(_ texts: [String]) -> String {
    texts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }
}
