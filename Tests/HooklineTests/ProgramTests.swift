import Lifecycle
import Testing

@testable import Hookline

@Suite struct ProgramTests {
  /// What a run of the program left.
  private struct Outcome: Equatable {
    let status: ExitCode
    let output: String
    let errors: String
  }

  private static func run(
    _ arguments: [String], _ commands: [Command] = Commands.all, environment: [String: String] = [:],
    failing failure: String? = nil
  ) async -> Outcome {
    let (output, errors) = (Capture(failing: failure), Capture())
    let program = Program(
      commands: commands, environment: environment, directory: "/nowhere", output: output, errors: errors)
    let status = await program.run(arguments)
    return Outcome(status: status, output: output.text, errors: errors.text)
  }

  @Test func `without a command there is help where no result goes, and the exit code says misused`() async {
    let alone = await Self.run([])
    let asked = await Self.run(["--help"])

    #expect(alone == Outcome(status: .misused, output: "", errors: asked.output))
    #expect(asked.status == .done && asked.errors == "")
  }

  @Test func `misuse is told in one line with a hint`() async {
    let outcome = await Self.run(["migrate", "--plam"])

    #expect(
      outcome
        == Outcome(
          status: .misused, output: "",
          errors: "hookline: unknown option --plam; did you mean --plan?\ntry \"hookline migrate --help\"\n"))
  }

  @Test func `arguments with line breaks and escapes are told in one line all the same`() async {
    let outcome = await Self.run(["two\nlines\u{1b}[31m"])

    #expect(
      outcome.errors
        == "hookline: unknown command \"two\u{FFFD}lines\u{FFFD}[31m\"\ntry \"hookline --help\"\n")
  }

  @Test func `a command that throws fails with one line`() async {
    let failing = Command.sample("fail") { _, _ in throw CommandFailure("no luck; try again") }

    let outcome = await Self.run(["fail", "--json"], [failing])

    #expect(outcome == Outcome(status: .failed, output: "", errors: "hookline: no luck; try again\n"))
  }

  @Test func `a result that could not be written is a failure`() async {
    let outcome = await Self.run(["--version"], failing: "No space left on device")

    #expect(outcome.status == .failed)
    #expect(outcome.errors == "hookline: cannot write the result: No space left on device\n")
  }

  @Test func `an environment file on the command line prevails over the one in the environment`() async {
    let probe = Command.sample("probe") { _, context in
      context.console.result(context.environment[Variables.environmentFileName] ?? "none")
      return .done
    }

    let given = await Self.run(
      ["probe", "--env-file", "mine"], [probe], environment: ["HOOKLINE_ENV_FILE": "theirs"])
    let absent = await Self.run(["probe"], [probe])

    #expect(given.output == "mine\n")
    #expect(absent.output == "none\n")
  }

  @Test func `settings that are wrong are all told, and nothing is done`() async {
    let outcome = await Self.run(
      ["migrate"],
      environment: [
        "HOOKLINE_GRACE": "soon", "HOOKLINE_DATABASE_URL": "mysql://root:hunter2@x", "HOOKLINE_GARCE": "",
      ])

    #expect(outcome.status == .failed)
    #expect(
      outcome.errors == """
        warning: HOOKLINE_GARCE is unknown; did you mean HOOKLINE_GRACE?
        hookline: 3 settings are wrong:
          HOOKLINE_DATABASE_URL (environment): does not begin with postgresql://; expected a URL such as \
        postgresql://hookline_worker@localhost:5432/hookline
          HOOKLINE_GRACE (environment): "soon" is not a number with a unit (ms, s, m, h, d); expected a duration \
        from 0s to 1h, such as 25s
          HOOKLINE_OWNER_DATABASE_URL is not set (the database as migrate sees it, role hookline_owner); set it or \
        HOOKLINE_DATABASE_URL to a URL such as postgresql://hookline_worker@localhost:5432/hookline\n
        """)
  }

  @Test func `a benchmark without a name and a timeout without a unit are misuse`() async {
    let bench = await Self.run(["bench"])
    let migrate = await Self.run(["migrate", "--timeout", "60"])

    #expect([bench.status, migrate.status] == [.misused, .misused])
    #expect(bench.errors.hasPrefix("hookline: NAME… is missing; --list shows the names\n"))
  }

  @Test func `every command has a name of its own, an example and a summary that fits a line`() {
    let names = Commands.all.map(\.name)

    #expect(Set(names).count == names.count)
    #expect(
      Commands.all.allSatisfy { !$0.examples.isEmpty && $0.summary.count < 80 && !$0.summary.hasSuffix(".") })
    #expect(
      Commands.all.allSatisfy { command in command.examples.allSatisfy { $0.line.hasPrefix(command.name) } })
  }

  @Test func `no option of a command hides one of all commands`() {
    let global = Set(Option.global.flatMap { [$0.name, $0.short.map(String.init) ?? $0.name] })

    for option in Commands.all.flatMap(\.options) {
      #expect(global.isDisjoint(with: [option.name, option.short.map(String.init) ?? option.name]))
    }
  }
}
