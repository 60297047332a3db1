import Glibc
import Lifecycle

extension Commands {
  private static let program = "hookline-bench"
  private static let list = Option("list", help: "list the benchmarks, and run none")

  static let bench = Command(
    name: "bench",
    summary: "measures this machine and its servers with \(program)",
    examples: [
      .init(line: "bench --list", meaning: "which benchmarks there are"),
      .init(line: "bench publish settle", meaning: "run two of them"),
      .init(line: "bench publish --json", meaning: "figures for a program"),
    ],
    operands: .init(usage: "NAME…", count: 0...Int.max),
    options: [list],
    passesUnknownOptions: true,
    notes: ["Other options go to \(program), which \"hookline bench -- --help\" explains."]
  ) { invocation, context in
    guard !invocation.operands.isEmpty || invocation.has(list) else {
      throw Misuse("NAME… is missing; --list shows the names", invocation.command)
    }
    let settings = try context.settings()
    guard let path = OtherProgram.path(program, search: context.environment["PATH"] ?? "") else {
      throw CommandFailure(
        "\(program) is neither beside hookline nor in PATH; "
          + "build it with \"swift build -c release --product \(program)\"")
    }
    var arguments = [program] + invocation.operands
    if invocation.has(list) { arguments.append(list.label) }
    if context.console.isJSON { arguments.append(Option.json.label) }
    if invocation.has(.quiet) { arguments.append(Option.quiet.label) }
    var environment = settings.environment
    if invocation.has(.noColor) { environment["NO_COLOR"] = "1" }
    throw CommandFailure("\(path) cannot be started: \(execute(path, arguments, environment))")
  }

  /// Becomes the other program; returns only when that fails, and why.
  private static func execute(
    _ path: String, _ arguments: [String], _ environment: [String: String]
  ) -> String {
    // An ignored signal stays ignored in the program that follows, and that one may rely on it.
    signal(SIGPIPE, SIG_DFL)
    var arguments = arguments.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in arguments + variables { free(pointer) } }
    execve(path, &arguments, &variables)
    return String(cString: strerror(errno))
  }
}
