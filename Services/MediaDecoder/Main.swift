import Glibc
import MediaWire

@main enum Main {
  static func main() {
    let settings: Settings
    do { settings = try Settings(CommandLine.arguments.dropFirst()) } catch {
      Process.end(2, error.description)
    }
    switch settings.task {
    case .help: Process.say(Settings.help)
    case .version: Process.say("hookline-media-decoder, wire version \(Wire.version), \(Libraries.names)")
    case .selfTest: SelfTest.run(settings)
    case .decode: decode(settings)
    }
  }

  private static func decode(_ settings: Settings) {
    guard Process.isSocket(0) else {
      Process.end(2, "descriptor 0 is not a socket: this program is started by other programs of Hookline")
    }
    let inbox = Inbox(socket: 0)
    let outbox = Outbox(pipe: 1)
    Libraries.warmUp()
    let confinement = Confining.apply(settings)
    outbox.send(.hello(Hello(confinement: confinement, libraries: Libraries.names)))
    while let order = inbox.next() { OrderCarrier(inbox: inbox, outbox: outbox).carryOut(order) }
  }
}
