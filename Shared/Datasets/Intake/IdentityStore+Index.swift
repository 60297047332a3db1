public import Identity
public import Storage

extension IdentityStore: PortraitIndex {}
