import FoundationEssentials
import HTTP
import Lifecycle

extension Checks {
  /// Whether a gateway can serve where it is to, or does already.
  static func gateway(_ settings: Settings) -> [Check] {
    let (place, isOpen) = (settings[\.gatewayListen], settings[\.compatOpen])
    // What nobody has set is not known to be needed here.
    let isSet = settings.source(of: \.gatewayListen) != .preset
    let check = Check(subject: "gateway", variable: "HOOKLINE_GATEWAY_LISTEN") {
      [weighed(await gateway(at: place, isOpen: isOpen), isWanted: isSet || isOpen)]
    }
    return [check]
  }

  /// What goes wrong where nobody has said that there is to be a gateway may not matter.
  static func weighed(_ finding: Finding, isWanted: Bool) -> Finding {
    finding.verdict == .failure && !isWanted ? .warning(finding.detail) : finding
  }

  static func gateway(at place: Lifecycle.Address, isOpen: Bool = false) async -> Finding {
    do {
      let address = try HTTP.Address("\(place)")
      guard address.isLoopback || !isOpen else {
        return .failure(
          "\(place) is open to others, so the gateway refuses to start with HOOKLINE_COMPAT_OPEN; unset one of the two"
        )
      }
      do throws(HTTPError) { try address.checkIsFree() } catch {
        return error.code == .addressInUse ? await occupant(of: place) : .failure(error.message)
      }
      return .fine(place.port == 0 ? "any free port of \(place.host)" : "\(place) is free")
    } catch { return .failure("\(error)") }
  }

  /// Who it is that listens there.
  private static func occupant(of place: Lifecycle.Address) async -> Finding {
    var nearest = place
    if place.host == "0.0.0.0" { nearest.host = "127.0.0.1" }
    if place.host == "::" { nearest.host = "::1" }
    let client = Client(
      ClientSettings(connectTimeout: .seconds(2), timeout: .seconds(4), bodyLimit: 16 << 20))
    if let answer = try? await client.send(ClientRequest(.get, "http://\(nearest)/openapi.json")),
      let document = try? JSONDecoder().decode(GatewayDocument.self, from: Data(answer.body)),
      document.info.title == "Hookline"
    {
      return .fine("version \(document.info.version.prefix(40)) serves at \(place)")
    }
    return .failure(
      "something else than a gateway listens at \(place); say in HOOKLINE_GATEWAY_LISTEN where else")
  }
}

/// What a gateway says of itself, as far as it tells that it is one.
private struct GatewayDocument: Decodable {
  struct Info: Decodable {
    let title: String
    let version: String
  }

  let info: Info
}
