CREATE TABLE audit (
    id integer NOT NULL,
    at double precision NOT NULL,
    by_id integer,
    what character varying NOT NULL,
    about json NOT NULL
);
CREATE SEQUENCE audit_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE audit_id_seq OWNED BY audit.id;
CREATE TABLE contexts (
    id integer NOT NULL,
    key character varying NOT NULL,
    title character varying NOT NULL,
    platform_id integer
);
CREATE SEQUENCE contexts_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE contexts_id_seq OWNED BY contexts.id;
CREATE TABLE handins (
    id character varying(32) NOT NULL,
    person_id integer NOT NULL,
    placement_id integer NOT NULL,
    kind character varying NOT NULL,
    file_name character varying NOT NULL,
    source bytea NOT NULL,
    digest character varying(64) NOT NULL,
    state character varying NOT NULL,
    made_at double precision NOT NULL,
    turn_at double precision NOT NULL,
    due_at double precision NOT NULL,
    owner character varying,
    lease_until double precision,
    tries integer NOT NULL,
    problem text NOT NULL
);
CREATE TABLE heartbeats (
    name character varying NOT NULL,
    kind character varying NOT NULL,
    jobs integer NOT NULL,
    seen_at double precision NOT NULL
);
CREATE TABLE lti_deployments (
    platform_id integer NOT NULL,
    deployment character varying NOT NULL,
    state character varying NOT NULL,
    made_at double precision NOT NULL
);
CREATE TABLE lti_key_sets (
    platform_id integer NOT NULL,
    published text NOT NULL,
    fetched_at double precision NOT NULL,
    tried_at double precision NOT NULL
);
CREATE TABLE lti_logins (
    state character varying(64) NOT NULL,
    nonce character varying(64) NOT NULL,
    proof character varying(64) NOT NULL,
    platform_id integer NOT NULL,
    storage character varying NOT NULL,
    again text NOT NULL,
    used_at double precision,
    ends_at double precision NOT NULL
);
CREATE TABLE lti_passes (
    token character varying(64) NOT NULL,
    purpose character varying NOT NULL,
    ends_at double precision NOT NULL
);
CREATE TABLE lti_pickings (
    token character varying(64) NOT NULL,
    platform_id integer NOT NULL,
    deployment character varying NOT NULL,
    settings text NOT NULL,
    ends_at double precision NOT NULL
);
CREATE TABLE lti_platforms (
    id integer NOT NULL,
    name character varying NOT NULL,
    issuer character varying NOT NULL,
    client_id character varying NOT NULL,
    login_url character varying NOT NULL,
    token_url character varying NOT NULL,
    keys_url character varying NOT NULL,
    audience character varying NOT NULL,
    hosts json NOT NULL,
    pages json NOT NULL,
    unknown_deployments character varying NOT NULL,
    made_at double precision NOT NULL
);
CREATE SEQUENCE lti_platforms_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE lti_platforms_id_seq OWNED BY lti_platforms.id;
CREATE TABLE lti_services (
    context_id integer NOT NULL,
    line_items_url character varying NOT NULL,
    members_url character varying NOT NULL,
    scopes json NOT NULL,
    members_at double precision
);
CREATE TABLE members (
    context_id integer NOT NULL,
    person_id integer NOT NULL,
    role character varying NOT NULL
);
CREATE TABLE nonces (
    value character varying NOT NULL,
    ends_at double precision NOT NULL
);
CREATE TABLE outbox (
    id integer NOT NULL,
    person_id integer NOT NULL,
    placement_id integer NOT NULL,
    score double precision,
    max_score double precision NOT NULL,
    activity character varying NOT NULL,
    grading character varying NOT NULL,
    comment text NOT NULL,
    made_at double precision NOT NULL,
    state character varying NOT NULL,
    tries integer NOT NULL,
    next_at double precision NOT NULL,
    lease_until double precision,
    problem text NOT NULL
);
CREATE SEQUENCE outbox_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE outbox_id_seq OWNED BY outbox.id;
CREATE TABLE overrides (
    id integer NOT NULL,
    person_id integer NOT NULL,
    placement_id integer NOT NULL,
    score double precision,
    reason text NOT NULL,
    by_id integer,
    at double precision NOT NULL
);
CREATE SEQUENCE overrides_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE overrides_id_seq OWNED BY overrides.id;
CREATE TABLE people (
    id integer NOT NULL,
    key character varying NOT NULL,
    name character varying NOT NULL,
    email character varying NOT NULL,
    made_at double precision NOT NULL
);
CREATE SEQUENCE people_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE people_id_seq OWNED BY people.id;
CREATE TABLE placements (
    id integer NOT NULL,
    context_id integer NOT NULL,
    key character varying NOT NULL,
    kind character varying NOT NULL,
    name character varying NOT NULL,
    title character varying NOT NULL,
    max_score double precision NOT NULL,
    policy json NOT NULL,
    line_item character varying
);
CREATE SEQUENCE placements_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE placements_id_seq OWNED BY placements.id;
CREATE TABLE quiz_scores (
    id integer NOT NULL,
    person_id integer NOT NULL,
    placement_id integer NOT NULL,
    sitting character varying NOT NULL,
    score double precision NOT NULL,
    max_score double precision NOT NULL,
    at double precision NOT NULL
);
CREATE SEQUENCE quiz_scores_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE quiz_scores_id_seq OWNED BY quiz_scores.id;
CREATE TABLE regrades (
    id integer NOT NULL,
    handin_id character varying(32) NOT NULL,
    before text NOT NULL,
    after text,
    by_id integer,
    at double precision NOT NULL,
    reason text NOT NULL
);
CREATE SEQUENCE regrades_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE regrades_id_seq OWNED BY regrades.id;
CREATE TABLE reports (
    handin_id character varying(32) NOT NULL,
    report text NOT NULL,
    score double precision,
    max_score double precision NOT NULL,
    made_at double precision NOT NULL
);
CREATE TABLE schema_version (
    version integer NOT NULL
);
CREATE SEQUENCE schema_version_version_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE schema_version_version_seq OWNED BY schema_version.version;
CREATE TABLE sessions (
    token_digest character varying(64) NOT NULL,
    person_id integer NOT NULL,
    context_id integer NOT NULL,
    role character varying NOT NULL,
    placement_id integer,
    made_at double precision NOT NULL,
    ends_at double precision NOT NULL
);
CREATE TABLE tickets (
    digest character varying(64) NOT NULL,
    person_id integer NOT NULL,
    context_id integer NOT NULL,
    role character varying NOT NULL,
    placement_id integer,
    ends_at double precision NOT NULL
);
ALTER TABLE ONLY audit ALTER COLUMN id SET DEFAULT nextval('audit_id_seq'::regclass);
ALTER TABLE ONLY contexts ALTER COLUMN id SET DEFAULT nextval('contexts_id_seq'::regclass);
ALTER TABLE ONLY lti_platforms ALTER COLUMN id SET DEFAULT nextval('lti_platforms_id_seq'::regclass);
ALTER TABLE ONLY outbox ALTER COLUMN id SET DEFAULT nextval('outbox_id_seq'::regclass);
ALTER TABLE ONLY overrides ALTER COLUMN id SET DEFAULT nextval('overrides_id_seq'::regclass);
ALTER TABLE ONLY people ALTER COLUMN id SET DEFAULT nextval('people_id_seq'::regclass);
ALTER TABLE ONLY placements ALTER COLUMN id SET DEFAULT nextval('placements_id_seq'::regclass);
ALTER TABLE ONLY quiz_scores ALTER COLUMN id SET DEFAULT nextval('quiz_scores_id_seq'::regclass);
ALTER TABLE ONLY regrades ALTER COLUMN id SET DEFAULT nextval('regrades_id_seq'::regclass);
ALTER TABLE ONLY schema_version ALTER COLUMN version SET DEFAULT nextval('schema_version_version_seq'::regclass);
INSERT INTO audit VALUES (1, 1795753951.288771, 3, 'regrade', '{"placement_id": 1, "handins": 2}');
INSERT INTO audit VALUES (2, 1795753951.3195753, 3, 'override', '{"person_id": 2, "placement_id": 1, "score": 2.5}');
INSERT INTO contexts VALUES (1, 'lti:1:d:c', 'Deep learning', 1);
INSERT INTO handins VALUES ('2a0775bbc019410694eeb84fc4bff1c2', 2, 1, 'hand-in', 'units.py', '\x232032', '81c2c7cf821e6221121116d5e17b10b736ad654e56d78b2f5226465ce8556b60', 'graded', 1795753951.2715716, 1795754551.2835634, 0, NULL, NULL, 1, '');
INSERT INTO handins VALUES ('6461c6fa2182437baff04613bd0d4994', 1, 1, 'hand-in', 'units.py', '\x232031', '2f952358e22f0a4fea66c62ff47da8da58265eedc36b4e7cca3b787f080a0558', 'graded', 1795753951.2424784, 1795754551.2835634, 0, NULL, NULL, 1, '');
INSERT INTO handins VALUES ('6066d367df1943ab9ddda91c34cfa02b', 1, 1, 'hand-in', 'units.py', '\x6465662072656c752878293a0a2020202072657475726e206d617828782c2030290a', '84fbc93d9e4c14c5fe8b499b6d33b5f2805757e5edb56ecc494e4da3280138ae', 'waiting', 1795753951.3024497, 1795754011.3024497, 0, NULL, NULL, 0, '');
INSERT INTO lti_deployments VALUES (1, '1', 'approved', 1795753951.230426);
INSERT INTO lti_platforms VALUES (1, 'The LMS', 'https://lms.example', 'client', 'https://lms.example/auth', 'https://lms.example/token', 'https://lms.example/keys', '', '[]', '[]', 'refuse', 1795753951.221232);
INSERT INTO lti_services VALUES (1, 'https://lms.example/items', 'https://lms.example/members', '[]', 1);
INSERT INTO members VALUES (1, 1, 'student');
INSERT INTO members VALUES (1, 2, 'student');
INSERT INTO members VALUES (1, 3, 'instructor');
INSERT INTO outbox VALUES (1, 1, 1, 3, 3, 'Submitted', 'FullyGraded', '', 1795753951.300269, 'waiting', 0, 0, NULL, '');
INSERT INTO outbox VALUES (2, 2, 1, 2.5, 3, 'Submitted', 'FullyGraded', 'Set by an instructor.', 1795753951.3231208, 'waiting', 0, 0, NULL, '');
INSERT INTO outbox VALUES (3, 1, 2, 3, 4, 'Submitted', 'FullyGraded', '', 1795753951.3333266, 'waiting', 0, 0, NULL, '');
INSERT INTO overrides VALUES (1, 2, 1, 2.5, 'Shown in person.', 3, 1795753951.3141482);
INSERT INTO people VALUES (1, 'lti:1:Ada', 'Ada', '', 1795753951.235644);
INSERT INTO people VALUES (2, 'lti:1:Alan', 'Alan', '', 1795753951.2400653);
INSERT INTO people VALUES (3, 'lti:1:Teacher', 'Teacher', '', 1795753951.2406204);
INSERT INTO placements VALUES (1, 1, 'link', 'assignment', 'units', 'Units', 3, '{"attempts": null, "counts": "best", "due": null, "late": true, "release_hidden": false}', NULL);
INSERT INTO placements VALUES (2, 1, 'quiz', 'quiz', 'gallery', 'Gallery', 4, '{"attempts": null, "counts": "best", "due": null, "late": true, "release_hidden": false}', NULL);
INSERT INTO quiz_scores VALUES (1, 1, 2, 'sitting-1', 3, 4, 1795753951.3255742);
INSERT INTO regrades VALUES (2, '2a0775bbc019410694eeb84fc4bff1c2', '{"format":1,"assignment":"units","title":"Units","course_digest":"","student":"Ada","status":"graded","message":"","score":2.0,"max_score":3.0,"submission":{"file":"units.py","digest":"","remarks":[]},"seed":0,"environment":{"rectify":"","python":"","torch":"","numpy":"","isolation":"none"},"exercises":[],"checks":[]}', '{"format":1,"assignment":"units","title":"Units","course_digest":"","student":"Ada","status":"graded","message":"","score":3.0,"max_score":3.0,"submission":{"file":"units.py","digest":"","remarks":[]},"seed":0,"environment":{"rectify":"","python":"","torch":"","numpy":"","isolation":"none"},"exercises":[],"checks":[]}', 3, 1795753951.2835634, 'A check was wrong.');
INSERT INTO regrades VALUES (1, '6461c6fa2182437baff04613bd0d4994', '{"format":1,"assignment":"units","title":"Units","course_digest":"","student":"Ada","status":"graded","message":"","score":1.0,"max_score":3.0,"submission":{"file":"units.py","digest":"","remarks":[]},"seed":0,"environment":{"rectify":"","python":"","torch":"","numpy":"","isolation":"none"},"exercises":[],"checks":[]}', '{"format":1,"assignment":"units","title":"Units","course_digest":"","student":"Ada","status":"graded","message":"","score":3.0,"max_score":3.0,"submission":{"file":"units.py","digest":"","remarks":[]},"seed":0,"environment":{"rectify":"","python":"","torch":"","numpy":"","isolation":"none"},"exercises":[],"checks":[]}', 3, 1795753951.2835634, 'A check was wrong.');
INSERT INTO reports VALUES ('2a0775bbc019410694eeb84fc4bff1c2', '{"format":1,"assignment":"units","title":"Units","course_digest":"","student":"Ada","status":"graded","message":"","score":3.0,"max_score":3.0,"submission":{"file":"units.py","digest":"","remarks":[]},"seed":0,"environment":{"rectify":"","python":"","torch":"","numpy":"","isolation":"none"},"exercises":[],"checks":[]}', 3, 3, 1795753951.2921789);
INSERT INTO reports VALUES ('6461c6fa2182437baff04613bd0d4994', '{"format":1,"assignment":"units","title":"Units","course_digest":"","student":"Ada","status":"graded","message":"","score":3.0,"max_score":3.0,"submission":{"file":"units.py","digest":"","remarks":[]},"seed":0,"environment":{"rectify":"","python":"","torch":"","numpy":"","isolation":"none"},"exercises":[],"checks":[]}', 3, 3, 1795753951.296635);
INSERT INTO schema_version VALUES (1);
INSERT INTO sessions VALUES ('8b52c0758e2e01e5f4d8911f4d0d2bb5e5dcc2e9fe4abbb437c4670dacbd857d', 1, 1, 'student', 1, 1795753951.30828, 1795797151.3082802);
SELECT pg_catalog.setval('audit_id_seq', 2, true);
SELECT pg_catalog.setval('contexts_id_seq', 1, true);
SELECT pg_catalog.setval('lti_platforms_id_seq', 1, true);
SELECT pg_catalog.setval('outbox_id_seq', 3, true);
SELECT pg_catalog.setval('overrides_id_seq', 1, true);
SELECT pg_catalog.setval('people_id_seq', 3, true);
SELECT pg_catalog.setval('placements_id_seq', 2, true);
SELECT pg_catalog.setval('quiz_scores_id_seq', 1, true);
SELECT pg_catalog.setval('regrades_id_seq', 2, true);
SELECT pg_catalog.setval('schema_version_version_seq', 1, false);
ALTER TABLE ONLY audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY contexts
    ADD CONSTRAINT contexts_key_key UNIQUE (key);
ALTER TABLE ONLY contexts
    ADD CONSTRAINT contexts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY handins
    ADD CONSTRAINT handins_pkey PRIMARY KEY (id);
ALTER TABLE ONLY heartbeats
    ADD CONSTRAINT heartbeats_pkey PRIMARY KEY (name);
ALTER TABLE ONLY lti_deployments
    ADD CONSTRAINT lti_deployments_pkey PRIMARY KEY (platform_id, deployment);
ALTER TABLE ONLY lti_key_sets
    ADD CONSTRAINT lti_key_sets_pkey PRIMARY KEY (platform_id);
ALTER TABLE ONLY lti_logins
    ADD CONSTRAINT lti_logins_pkey PRIMARY KEY (state);
ALTER TABLE ONLY lti_passes
    ADD CONSTRAINT lti_passes_pkey PRIMARY KEY (token);
ALTER TABLE ONLY lti_pickings
    ADD CONSTRAINT lti_pickings_pkey PRIMARY KEY (token);
ALTER TABLE ONLY lti_platforms
    ADD CONSTRAINT lti_platforms_issuer_client_id_key UNIQUE (issuer, client_id);
ALTER TABLE ONLY lti_platforms
    ADD CONSTRAINT lti_platforms_pkey PRIMARY KEY (id);
ALTER TABLE ONLY lti_services
    ADD CONSTRAINT lti_services_pkey PRIMARY KEY (context_id);
ALTER TABLE ONLY members
    ADD CONSTRAINT members_pkey PRIMARY KEY (context_id, person_id);
ALTER TABLE ONLY nonces
    ADD CONSTRAINT nonces_pkey PRIMARY KEY (value);
ALTER TABLE ONLY outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);
ALTER TABLE ONLY overrides
    ADD CONSTRAINT overrides_pkey PRIMARY KEY (id);
ALTER TABLE ONLY people
    ADD CONSTRAINT people_key_key UNIQUE (key);
ALTER TABLE ONLY people
    ADD CONSTRAINT people_pkey PRIMARY KEY (id);
ALTER TABLE ONLY placements
    ADD CONSTRAINT placements_context_id_key_key UNIQUE (context_id, key);
ALTER TABLE ONLY placements
    ADD CONSTRAINT placements_pkey PRIMARY KEY (id);
ALTER TABLE ONLY quiz_scores
    ADD CONSTRAINT quiz_scores_pkey PRIMARY KEY (id);
ALTER TABLE ONLY quiz_scores
    ADD CONSTRAINT quiz_scores_placement_id_person_id_sitting_key UNIQUE (placement_id, person_id, sitting);
ALTER TABLE ONLY regrades
    ADD CONSTRAINT regrades_pkey PRIMARY KEY (id);
ALTER TABLE ONLY reports
    ADD CONSTRAINT reports_pkey PRIMARY KEY (handin_id);
ALTER TABLE ONLY schema_version
    ADD CONSTRAINT schema_version_pkey PRIMARY KEY (version);
ALTER TABLE ONLY sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (token_digest);
ALTER TABLE ONLY tickets
    ADD CONSTRAINT tickets_pkey PRIMARY KEY (digest);
CREATE INDEX handins_in_turn ON handins USING btree (state, turn_at);
CREATE INDEX handins_of_person ON handins USING btree (person_id, placement_id, made_at);
CREATE INDEX handins_of_placement ON handins USING btree (placement_id, person_id);
CREATE INDEX ix_lti_logins_ends_at ON lti_logins USING btree (ends_at);
CREATE INDEX ix_lti_passes_ends_at ON lti_passes USING btree (ends_at);
CREATE INDEX ix_lti_pickings_ends_at ON lti_pickings USING btree (ends_at);
CREATE INDEX ix_members_person_id ON members USING btree (person_id);
CREATE INDEX ix_nonces_ends_at ON nonces USING btree (ends_at);
CREATE INDEX ix_regrades_handin_id ON regrades USING btree (handin_id);
CREATE INDEX ix_sessions_ends_at ON sessions USING btree (ends_at);
CREATE INDEX ix_sessions_person_id ON sessions USING btree (person_id);
CREATE INDEX ix_tickets_ends_at ON tickets USING btree (ends_at);
CREATE INDEX ix_tickets_person_id ON tickets USING btree (person_id);
CREATE INDEX outbox_due ON outbox USING btree (state, next_at);
CREATE INDEX outbox_of_placement ON outbox USING btree (placement_id, person_id, made_at);
CREATE UNIQUE INDEX outbox_one_waiting ON outbox USING btree (person_id, placement_id) WHERE ((state)::text = 'waiting'::text);
CREATE INDEX overrides_of_placement ON overrides USING btree (placement_id, person_id);
ALTER TABLE ONLY handins
    ADD CONSTRAINT handins_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id);
ALTER TABLE ONLY handins
    ADD CONSTRAINT handins_placement_id_fkey FOREIGN KEY (placement_id) REFERENCES placements(id);
ALTER TABLE ONLY lti_deployments
    ADD CONSTRAINT lti_deployments_platform_id_fkey FOREIGN KEY (platform_id) REFERENCES lti_platforms(id);
ALTER TABLE ONLY lti_key_sets
    ADD CONSTRAINT lti_key_sets_platform_id_fkey FOREIGN KEY (platform_id) REFERENCES lti_platforms(id);
ALTER TABLE ONLY lti_logins
    ADD CONSTRAINT lti_logins_platform_id_fkey FOREIGN KEY (platform_id) REFERENCES lti_platforms(id);
ALTER TABLE ONLY lti_pickings
    ADD CONSTRAINT lti_pickings_platform_id_fkey FOREIGN KEY (platform_id) REFERENCES lti_platforms(id);
ALTER TABLE ONLY lti_services
    ADD CONSTRAINT lti_services_context_id_fkey FOREIGN KEY (context_id) REFERENCES contexts(id);
ALTER TABLE ONLY members
    ADD CONSTRAINT members_context_id_fkey FOREIGN KEY (context_id) REFERENCES contexts(id);
ALTER TABLE ONLY members
    ADD CONSTRAINT members_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id);
ALTER TABLE ONLY outbox
    ADD CONSTRAINT outbox_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id);
ALTER TABLE ONLY outbox
    ADD CONSTRAINT outbox_placement_id_fkey FOREIGN KEY (placement_id) REFERENCES placements(id);
ALTER TABLE ONLY overrides
    ADD CONSTRAINT overrides_by_id_fkey FOREIGN KEY (by_id) REFERENCES people(id);
ALTER TABLE ONLY overrides
    ADD CONSTRAINT overrides_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id);
ALTER TABLE ONLY overrides
    ADD CONSTRAINT overrides_placement_id_fkey FOREIGN KEY (placement_id) REFERENCES placements(id);
ALTER TABLE ONLY placements
    ADD CONSTRAINT placements_context_id_fkey FOREIGN KEY (context_id) REFERENCES contexts(id);
ALTER TABLE ONLY quiz_scores
    ADD CONSTRAINT quiz_scores_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id);
ALTER TABLE ONLY quiz_scores
    ADD CONSTRAINT quiz_scores_placement_id_fkey FOREIGN KEY (placement_id) REFERENCES placements(id);
ALTER TABLE ONLY regrades
    ADD CONSTRAINT regrades_by_id_fkey FOREIGN KEY (by_id) REFERENCES people(id);
ALTER TABLE ONLY regrades
    ADD CONSTRAINT regrades_handin_id_fkey FOREIGN KEY (handin_id) REFERENCES handins(id);
ALTER TABLE ONLY reports
    ADD CONSTRAINT reports_handin_id_fkey FOREIGN KEY (handin_id) REFERENCES handins(id);
ALTER TABLE ONLY sessions
    ADD CONSTRAINT sessions_context_id_fkey FOREIGN KEY (context_id) REFERENCES contexts(id);
ALTER TABLE ONLY sessions
    ADD CONSTRAINT sessions_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id);
ALTER TABLE ONLY sessions
    ADD CONSTRAINT sessions_placement_id_fkey FOREIGN KEY (placement_id) REFERENCES placements(id);
ALTER TABLE ONLY tickets
    ADD CONSTRAINT tickets_context_id_fkey FOREIGN KEY (context_id) REFERENCES contexts(id);
ALTER TABLE ONLY tickets
    ADD CONSTRAINT tickets_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id);
ALTER TABLE ONLY tickets
    ADD CONSTRAINT tickets_placement_id_fkey FOREIGN KEY (placement_id) REFERENCES placements(id);
