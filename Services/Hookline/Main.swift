import Glibc
import Lifecycle

@main enum Main {
  static func main() async {
    Surroundings.prepare()
    let program = Program(
      commands: Commands.all, environment: ChildProcess.ownEnvironment, output: DescriptorSink(1),
      errors: DescriptorSink(2))
    let status = await program.run(Array(CommandLine.arguments.dropFirst()))
    // Not `exit`: what still waits in a library for a server that does not answer must not be torn down under it.
    _exit(status.rawValue)
  }
}
