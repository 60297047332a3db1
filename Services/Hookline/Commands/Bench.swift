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
    guard let path = find(program, path: context.environment["PATH"] ?? "") else {
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

  /// The program beside this one, else the first of that name in the search path.
  private static func find(_ program: String, path: String) -> String? {
    let folders = [ownFolder].compactMap(\.self) + path.split(separator: ":").map(String.init)
    return folders.lazy.map { $0 + "/" + program }.first(where: isProgram)
  }

  private static func isProgram(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }

  private static var ownFolder: String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { readlink("/proc/self/exe", $0, bytes.count) } ?? 0
    }
    guard count > 0, let slash = buffer[..<count].lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return String(decoding: buffer[..<slash], as: UTF8.self)
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
