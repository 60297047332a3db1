import Jobs
import Messaging

@main enum Main {
  static func main() async {
    await WorkerProcess.main(named: "hookline-gateway", needing: [], as: .gateway) { process in
      try GatewayProcess(process).services
    }
  }
}
