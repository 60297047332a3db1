/// Which tracks are one, by all that links say of them.
///
/// Whatever the order of the links, the groups are the same. The strongest links join first, and none joins groups of which
/// two tracks are known to differ. Tracks without an artist come last, and only where they can belong to one group alone.
public struct TrackGroups {
  private var parents: [Track.ID: Track.ID] = [:]
  /// By the root of a group: the roots of those that it must not be one with.
  private var apart: [Track.ID: Set<Track.ID>] = [:]
  private var members: [Track.ID: [Track.ID]] = [:]

  /// Groups of two tracks and more, each sorted.
  public static func groups(by links: [TrackLink]) -> [[Track.ID]] {
    var groups = TrackGroups()
    groups.join(links)
    return groups.members.values.filter { $0.count > 1 }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
  }

  private mutating func join(_ links: [TrackLink]) {
    let same = links.filter { $0.relation == .same }.sorted(by: Self.isStronger)
    forbid(links.filter { $0.relation == .apart })
    for link in same where link.rule == .person { unite(link.left, link.right) }
    // What a person has joined stays so, whatever rules say of the two.
    forbid(links.filter { $0.relation == .variant && root($0.left) != root($0.right) })
    for link in same where link.rule != .person && link.evidence.nameless == nil {
      unite(link.left, link.right)
    }
    joinNameless(same.filter { $0.evidence.nameless != nil })
  }

  private static func isStronger(_ first: TrackLink, than second: TrackLink) -> Bool {
    func strength(_ link: TrackLink) -> (Int, Int, Double) {
      let rule = TrackLink.Rule.allCases.firstIndex(of: link.rule) ?? 0
      return (link.rank, -rule, link.evidence.confidence ?? 0)
    }
    let (left, right) = (strength(first), strength(second))
    return left == right ? (first.left, first.right) < (second.left, second.right) : left > right
  }

  private mutating func forbid(_ links: [TrackLink]) {
    for link in links {
      let (left, right) = (root(link.left), root(link.right))
      apart[left, default: []].insert(right)
      apart[right, default: []].insert(left)
    }
  }

  /// Those that hang together by titles and durations alone become one if at most one of them says whose they are.
  private mutating func joinNameless(_ links: [TrackLink]) {
    guard !links.isEmpty else { return }
    var clusters = TrackGroups()
    var named: Set<Track.ID> = []
    for link in links {
      for track in [link.left, link.right] {
        let root = root(track)
        // What was joined for a better reason has somebody's name.
        if link.evidence.nameless?.contains(track) != true || (members[root]?.count ?? 0) > 1 {
          named.insert(root)
        }
      }
      clusters.unite(root(link.left), root(link.right))
    }
    var names: [Track.ID: Int] = [:]
    for track in named { names[clusters.root(track), default: 0] += 1 }
    let own = links.map { clusters.root(root($0.left)) }
    for (link, cluster) in zip(links, own) where names[cluster, default: 0] <= 1 {
      unite(link.left, link.right)
    }
  }

  private mutating func root(_ track: Track.ID) -> Track.ID {
    var root = track
    while let parent = parents[root] { root = parent }
    var place = track
    while let parent = parents[place] {
      parents[place] = root
      place = parent
    }
    if members[root] == nil { members[root] = [root] }
    return root
  }

  private mutating func unite(_ left: Track.ID, _ right: Track.ID) {
    var (large, small) = (root(left), root(right))
    guard large != small else { return }
    if (members[large]?.count ?? 0) < (members[small]?.count ?? 0) { swap(&large, &small) }
    guard apart[large]?.contains(small) != true else { return }
    parents[small] = large
    members[large, default: []] += members.removeValue(forKey: small) ?? []
    for stranger in apart.removeValue(forKey: small) ?? [] {
      apart[stranger]?.remove(small)
      apart[stranger]?.insert(large)
      apart[large, default: []].insert(stranger)
    }
  }
}
