extension Vocabulary {
  /// Whose attributes an amount may speak of: those of the side that may be several agents; if both
  /// are single, the payee's.
  func agents(paying source: Payment.Party, to target: Payment.Party) -> [String] {
    switch (source, target) {
    case (.account, .account): return []
    case (.agents(let group), .account), (.account, .agents(let group)): return [group.role]
    case (.agents(let payer), .agents(let payee)):
      if !isSingle(payer.name) { return [payer.role] }
      if !isSingle(payee.name) { return [payee.role] }
      return [payee.role]
    }
  }
}
