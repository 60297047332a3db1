import Media
import Models
import TestKit

@testable import Identity

/// The tracks of a world, resolved in memory as the services do it with the store.
struct Resolution {
  let world: TrackWorld
  let groups: [[Track.ID]]
  let links: [TrackLink]

  init(_ world: TrackWorld) async throws {
    self.world = world
    let portraits = world.entries.enumerated().map { TrackPortrait(Track.ID(Int64($0 + 1)), $1.track) }
    var links = Self.byNames(portraits)
    for (pair, link) in try await Self.bySound(world, portraits) { links[pair] = link }
    self.links = Array(links.values)
    groups = TrackGroups.groups(by: self.links)
  }

  private static func byNames(_ portraits: [TrackPortrait]) -> [[Track.ID]: TrackLink] {
    var byKey: [Int64: [Track.ID]] = [:]
    var near: [Track.ID: Set<Track.ID>] = [:]
    for portrait in portraits {
      for key in NameKeys.keys(of: portrait) { byKey[key, default: []].append(portrait.track) }
    }
    for tracks in byKey.values where tracks.count > 1 {
      for track in tracks.prefix(64) { near[track, default: []].formUnion(tracks.filter { $0 != track }) }
    }
    let neighbours = portraits.map { TrackNeighbour($0, revision: 1, near: near[$0.track] ?? []) }
    let all = Dictionary(uniqueKeysWithValues: portraits.map { ($0.track, $0) })
    let findings = Judge().findings(of: all.mapValues { _ in 1 }, among: neighbours, all)
    return Dictionary(uniqueKeysWithValues: findings.links.map { ([$0.left, $0.right], $0) })
  }

  private static func bySound(_ world: TrackWorld, _ portraits: [TrackPortrait]) async throws -> [[Track.ID]:
    TrackLink]
  {
    let index = MemoryIndex()
    var prints: [Track.ID: Fingerprint] = [:]
    for (entry, portrait) in zip(world.entries, portraits) {
      guard let print = entry.fingerprint else { continue }
      prints[portrait.track] = print
      // What stands in an index was taken at the speed at which it plays.
      if print.speed == 1 { index.add(print, of: portrait.track) }
    }
    var links: [[Track.ID]: TrackLink] = [:]
    for portrait in portraits {
      guard let print = prints[portrait.track] else { continue }
      for match in try await TrackFinder(index).matches(of: [print]) where match.key.track != portrait.track {
        guard let reference = prints[match.key.track] else { continue }
        let sound = match.alignment.soundMatch(of: print, with: reference)
        let other = portraits[Int(match.key.track.rawValue) - 1]
        for link in Judge().links(of: portrait, heard: [(other, sound)]) {
          links[[link.left, link.right]] = link
        }
      }
    }
    return links
  }

  // MARK: Figures

  struct Figures {
    var right = 0
    var wrong: [String] = []
    var missed: [String] = []

    var precision: Double { Double(right) / Double(max(1, right + wrong.count)) }
    var recall: Double { Double(right) / Double(max(1, right + missed.count)) }
  }

  /// Of pairs.
  var figures: Figures {
    var figures = Figures()
    var groupOf: [Int: Int] = [:]
    for (number, group) in groups.enumerated() {
      let places = group.map { Int($0.rawValue) - 1 }
      for (index, left) in places.enumerated() {
        groupOf[left] = number
        for right in places[(index + 1)...] {
          let isSame = world.entries[left].recording == world.entries[right].recording
          if isSame { figures.right += 1 } else { figures.wrong.append(text(left, right)) }
        }
      }
    }
    for places in Dictionary(grouping: world.entries.indices, by: { world.entries[$0].recording }).values {
      for (index, left) in places.enumerated() {
        for right in places[(index + 1)...] where groupOf[left] == nil || groupOf[left] != groupOf[right] {
          figures.missed.append(text(left, right))
        }
      }
    }
    return figures
  }

  private func text(_ places: Int...) -> String {
    let names = places.map { place in
      let track = world.entries[place].track
      return
        "\(track.key) “\(track.title)” by \(track.artist ?? "nobody") \(track.duration ?? 0) s \(track.links.map(\.description))"
    }
    let ids = places.map { Track.ID(Int64($0 + 1)) }.sorted()
    let link = links.first { $0.left == ids[0] && $0.right == ids[1] }
    return names.joined(separator: " / ")
      + " → \(link.map { "\($0.relation) \($0.rule) \($0.kind.map { "\($0)" } ?? "")" } ?? "no link")"
  }
}

/// Fingerprints in memory.
final class MemoryIndex: FingerprintIndex {
  private nonisolated(unsafe) var terms: [Int32: [(key: FingerprintKey, place: Int16)]] = [:]
  private nonisolated(unsafe) var prints: [FingerprintKey: Fingerprint] = [:]

  func add(_ print: Fingerprint, of track: Track.ID) {
    let key = FingerprintKey(track)
    prints[key] = print
    for term in Terms.kept(of: print) { terms[term.term, default: []].append((key, term.place)) }
  }

  func hits(for probes: [FingerprintTerm]) async throws -> [FingerprintHit] {
    probes.flatMap { probe in
      (terms[probe.term] ?? []).prefix(40).map {
        FingerprintHit($0.key, offset: Int($0.place) - Int(probe.place))
      }
    }
  }

  func fingerprints(_ keys: [FingerprintKey]) async throws -> [FingerprintKey: Fingerprint] {
    Dictionary(uniqueKeysWithValues: keys.compactMap { key in prints[key].map { (key, $0) } })
  }
}
