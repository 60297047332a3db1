import Documents
import Lifecycle
import Storage
import Telemetry

/// The command line as a function of its arguments, environment and streams.
struct Program {
  let commands: [Command]
  let environment: [String: String]
  var directory = ""
  let output: any Sink
  let errors: any Sink

  static let version = Release.version

  func run(_ arguments: [String]) async -> ExitCode {
    let status: ExitCode
    do throws(Misuse) {
      status = await answer(try ArgumentParser.parse(arguments, commands: commands))
    } catch {
      status = report(error, console(Invocation()))
    }
    guard let failure = output.failure else { return status }
    console(Invocation()).error("cannot write the result: \(failure)")
    return .failed
  }

  private func answer(_ request: Request) async -> ExitCode {
    let help = Help(commands: commands)
    switch request {
    case .help(let topic): output.write(help.text(topic))
    case .nothing:
      // No result was asked for, so none goes to standard output, and a script that lost its command notices.
      errors.write(help.text(.everything))
      return .misused
    case .version(let invocation):
      let console = console(invocation)
      if console.isJSON {
        console.result(["version": .string(Self.version)])
      } else {
        console.result("hookline \(Self.version)")
      }
    case .run(let command, let invocation): return await run(command, invocation)
    }
    return .done
  }

  private func run(_ command: Command, _ invocation: Invocation) async -> ExitCode {
    let console = console(invocation)
    var environment = environment
    if let file = invocation[.environmentFile] { environment[Variables.environmentFileName] = file }
    let context = Context(console: console, environment: environment, directory: directory)
    do {
      try command.check(context)
      return try await command.run(invocation, context)
    } catch {
      return report(error, console)
    }
  }

  /// Says in one line what was wrong and what to do.
  private func report(_ error: any Error, _ console: Console) -> ExitCode {
    if let misuse = error as? Misuse {
      console.error(misuse.message + "\n" + misuse.hint)
      return .misused
    }
    console.error("\(error)")
    return .failed
  }

  private func console(_ invocation: Invocation) -> Console {
    let refused = invocation.has(.noColor)
    func style(_ descriptor: Int32) -> Style {
      .choose(isTerminal: Terminal.isTerminal(descriptor), refused: refused, environment: environment)
    }
    return Console(
      output: output, errors: errors, outputStyle: style(1), errorStyle: style(2),
      width: Terminal.width(1, environment: environment),
      draws: Terminal.canDraw(1, environment: environment),
      errorWidth: Terminal.canDraw(2, environment: environment)
        ? Terminal.width(2, environment: environment) : nil,
      isJSON: invocation.has(.json), isQuiet: invocation.has(.quiet))
  }
}
