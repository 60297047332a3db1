extension Tables {
  /// What Korean adds; stems, so that endings do not matter.
  static let korean = """
    explicit happy: 행복, 기쁜, 기쁘, 즐거운, 즐거워, 신나는 노래, 기분좋은, 기분 좋은, 해피
    explicit sad: 슬픈, 슬프, 슬퍼, 슬픈노래, 이별, 이별노래, 눈물, 외로운, 외로워, 우울, 울고 싶은
    likely sad: 그리워, 보고싶다, 보고싶어, 헤어진, 혼자, 아픈, 새벽감성
    explicit romantic: 로맨틱, 사랑해, 사랑노래, 러브송, 달달한, 설레는, 고백송
    likely romantic: 사랑, 연애, 커플, 남자친구, 여자친구, 남친, 여친, 결혼, 썸, 키스
    explicit calm: 잔잔한, 잔잔, 편안한, 편안, 힐링, 차분한, 차분, 휴식, 조용한, 감성음악, 수면음악
    explicit energetic: 신나는, 신나, 파티, 에너지, 운동할때, 헬스, 텐션, 흥나는, 클럽음악, 열정
    explicit playful: 웃긴, 웃겨, 재밌는, 재미있는, 재밌, 개그, 유머, 장난, ㅋㅋㅋ, ㅋㅋㅋㅋ, ㅋㅋㅋㅋㅋ
    explicit dark: 무서운, 무서워, 공포, 어두운, 다크, 소름, 악마, 귀신
    explicit epic: 웅장한, 웅장, 장엄, 영웅, 에픽
    explicit k-pop: 케이팝, k팝, 아이돌, 커버댄스, 방탄소년단, 블랙핑크, 뉴진스, 랜덤플레이댄스, 직캠, 스트레이키즈
    explicit hip-hop: 힙합, 랩, 래퍼, 국힙, 쇼미더머니
    explicit r-and-b: 알앤비, 소울음악
    explicit rock: 록음악, 락밴드, 록밴드, 락음악
    explicit metal: 메탈음악, 헤비메탈
    explicit jazz: 재즈
    explicit classical: 클래식, 클래식음악, 오케스트라, 교향곡
    explicit electronic: 일렉트로닉, 테크노, 이디엠, 하우스음악
    explicit indie: 인디음악, 인디밴드, 인디
    explicit lo-fi: 로파이
    explicit folk: 포크송, 트로트, 국악
    explicit soundtrack: 사운드트랙, 영화음악, 게임음악
    likely pop: 발라드, 팝송, 가요
    music: 음악, 노래, 가수, 밴드, 기타연주, 피아노, 플레이리스트, 콘서트, 노래추천
    negation: 안, 못
    suffix-negation: 않, 지않, 아니
    intensifier: 너무, 정말, 진짜, 완전, 아주, 매우, 엄청
    diminisher: 조금, 약간
    turn: 하지만, 그런데, 그래도
    """
}
