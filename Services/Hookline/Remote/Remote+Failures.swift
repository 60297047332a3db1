import API
import Documents
import FoundationEssentials
import HTTP

extension Remote {
  /// In seconds since 1970.
  static var now: Int { Int(Date().timeIntervalSince1970) }

  /// Of an error that says what the gateway could not be asked.
  func away(_ error: HTTPError) -> any Error {
    switch error.code {
    case .unreachable:
      RemoteAway("\(place) does not answer (\(error)); is a gateway there? See \(Self.urlName)")
    case .timeout, .broken: RemoteAway("\(place) does not answer: \(error)")
    case .stopped: error
    default: CommandFailure("\(place) cannot be asked: \(error)")
    }
  }

  /// Of an answer that no gateway gives.
  func strange(_ response: ClientResponse) -> CommandFailure {
    let status = response.status.rawValue
    if 300...399 ~= status {
      let target = response.headers["Location"].map { " to \(excerpt($0, limit: 200))" } ?? ""
      return CommandFailure(
        "\(place) leads elsewhere\(target), where the key is not sent; set \(Self.urlName) to the gateway itself"
      )
    }
    let type = response.mediaType.map { "with \(excerpt($0, limit: 40))" } ?? "without a type"
    return CommandFailure(
      "\(place) answers \(status) \(type), which is no answer of a gateway; is \(Self.urlName) its address?")
  }
}

/// The gateway was not reached, or was lost: asking again may help.
struct RemoteAway: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// Why the gateway refuses something, as RFC 9457 tells it.
struct RemoteProblem {
  private let response: ClientResponse
  private let remote: Remote
  /// The document, where it is one.
  private let part: DocumentPart?

  init(_ response: ClientResponse, _ remote: Remote) {
    (self.response, self.remote) = (response, remote)
    let isProblem = response.mediaType == MediaType.problem
    part = isProblem ? (try? JSONReader.read(response.body)).map { DocumentPart($0) } : nil
  }

  /// Whether what was asked for is not there; a path that is not there is something else.
  var isNotFound: Bool { response.status == .notFound && kind == "not-found" }

  /// What it is called for programs.
  var kind: String? {
    let prefix = "urn:hookline:problem:"
    guard let type = try? part?.text("type"), type.hasPrefix(prefix) else { return nil }
    return String(type.dropFirst(prefix.count))
  }

  /// Whether it says that too much is asked at once: nothing was done of what was asked then.
  var isBeforehand: Bool { kind == "busy" || kind == "rate" }

  var detail: String? { (try? part?.text("detail")).map { excerpt($0, limit: 500) } }

  var failure: any Error {
    guard part != nil else { return remote.strange(response) }
    switch response.status {
    case .unauthorized:
      return CommandFailure(
        "\(remote.place) does not take the key of \(Remote.keyName): \(detail ?? "it counts no more")")
    case .forbidden: return CommandFailure(lacking)
    case .notFound where kind == nil:
      return CommandFailure("\(remote.place) has no such thing to ask for; is it of another version?")
    case .serviceUnavailable, .tooManyRequests: return RemoteAway(told)
    // The first request of the same key is still at work.
    case .conflict where kind == "under-way": return RemoteAway(told)
    default: return CommandFailure(told)
    }
  }

  private var lacking: String {
    guard let scope else { return "the key of \(Remote.keyName) may not do this: \(detail ?? "")" }
    return "the key of \(Remote.keyName) lacks the scope \"\(scope)\" that this needs; "
      + "\"hookline keys create NAME --scope \(scope)\" makes one that has it"
  }

  private var scope: String? {
    let field = response.headers["WWW-Authenticate"] ?? ""
    return Scope.allCases.map(\.rawValue).first { field.contains("scope=\"\($0)\"") }
  }

  /// What is wrong with a parameter, where that is what is refused.
  func reason(of parameter: String) -> String? {
    let faults = (try? part?.member("errors").elements()) ?? []
    let fault = faults.first { (try? $0.text("parameter")) == parameter }
    return (try? fault?.text("detail")).map { excerpt($0, limit: 300) }
  }

  /// With all that is wrong, each on a line.
  private var told: String {
    let faults = (try? part?.member("errors").elements()) ?? []
    let lines = faults.prefix(100).compactMap { fault -> String? in
      guard let reason = try? fault.text("detail") else { return nil }
      let place = (try? fault.text("parameter")) ?? (try? fault.text("pointer")) ?? ""
      return "  \(excerpt(place, limit: 80)): \(excerpt(reason, limit: 300))"
    }
    let heading = detail ?? "it answers \(response.status.rawValue)"
    return (["\(remote.place) refuses this: \(heading)"] + lines).joined(separator: "\n")
  }
}
