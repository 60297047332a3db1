import API

/// The paths of other systems, for clients that know no others: a family and a file for each.
extension Gateway {
  var compat: [Family] { [musicRecommendation, spotifyInsight, moovitaMix].map(\.forOthers).map(opened) }

  private func opened(_ family: Family) -> Family {
    Family(
      name: family.name, summary: family.summary,
      endpoints: family.endpoints.map { endpoint in endpoint.with { $0.isKeyOptional = isCompatOpen } })
  }
}

extension Gateway.Family {
  /// The same where it says for whom it is.
  fileprivate var forOthers: Gateway.Family {
    Gateway.Family(
      name: name,
      summary: summary
        + " For clients of that system; they need a key all the same, but for programs on this machine "
        + "where HOOKLINE_COMPAT_OPEN is on.",
      endpoints: endpoints)
  }
}

extension Endpoint {
  /// The same at a path with a slash at its end and at the one without: clients write either.
  func withAndWithoutSlash() -> [Endpoint] {
    let other = pattern.hasSuffix("/") ? String(pattern.dropLast()) : pattern + "/"
    return [self, at(other)]
  }
}
