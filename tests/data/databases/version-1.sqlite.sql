BEGIN TRANSACTION;
CREATE TABLE audit (
	id INTEGER NOT NULL, 
	at DOUBLE NOT NULL, 
	by_id INTEGER, 
	what VARCHAR NOT NULL, 
	about JSON NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "audit" VALUES(1,1.79575394966523623459e+09,3,'regrade','{"placement_id": 1, "handins": 2}');
INSERT INTO "audit" VALUES(2,1.79575394972399520875e+09,3,'override','{"person_id": 2, "placement_id": 1, "score": 2.5}');
CREATE TABLE contexts (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	platform_id INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE ("key")
);
INSERT INTO "contexts" VALUES(1,'lti:1:d:c','Deep learning',1);
CREATE TABLE handins (
	id VARCHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	placement_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	file_name VARCHAR NOT NULL, 
	source BLOB NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	state VARCHAR NOT NULL, 
	made_at DOUBLE NOT NULL, 
	turn_at DOUBLE NOT NULL, 
	due_at DOUBLE NOT NULL, 
	owner VARCHAR, 
	lease_until DOUBLE, 
	tries INTEGER NOT NULL, 
	problem TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES people (id), 
	FOREIGN KEY(placement_id) REFERENCES placements (id)
);
INSERT INTO "handins" VALUES('8afa919ced65409881a55ff87e0002a4',1,1,'hand-in','units.py',X'232031','2f952358e22f0a4fea66c62ff47da8da58265eedc36b4e7cca3b787f080a0558','graded',1.79575394962357091899e+09,1.79575454966350269315e+09,0.0,NULL,NULL,1,'');
INSERT INTO "handins" VALUES('60cb8429cbd742679c2474f4b2a2ef49',2,1,'hand-in','units.py',X'232032','81c2c7cf821e6221121116d5e17b10b736ad654e56d78b2f5226465ce8556b60','graded',1.79575394965156030649e+09,1.79575454966350269315e+09,0.0,NULL,NULL,1,'');
INSERT INTO "handins" VALUES('6ec18b20a6cf4bfeb9df9b33d0242789',1,1,'hand-in','units.py',X'6465662072656C752878293A0A2020202072657475726E206D617828782C2030290A','84fbc93d9e4c14c5fe8b499b6d33b5f2805757e5edb56ecc494e4da3280138ae','waiting',1.7957539497115359307e+09,1.79575400971153593065e+09,0.0,NULL,NULL,0,'');
CREATE TABLE heartbeats (
	name VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	jobs INTEGER NOT NULL, 
	seen_at DOUBLE NOT NULL, 
	PRIMARY KEY (name)
);
CREATE TABLE lti_deployments (
	platform_id INTEGER NOT NULL, 
	deployment VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	made_at DOUBLE NOT NULL, 
	PRIMARY KEY (platform_id, deployment), 
	FOREIGN KEY(platform_id) REFERENCES lti_platforms (id)
);
INSERT INTO "lti_deployments" VALUES(1,'1','approved',1.79575394960289287564e+09);
CREATE TABLE lti_key_sets (
	platform_id INTEGER NOT NULL, 
	published TEXT NOT NULL, 
	fetched_at DOUBLE NOT NULL, 
	tried_at DOUBLE NOT NULL, 
	PRIMARY KEY (platform_id), 
	FOREIGN KEY(platform_id) REFERENCES lti_platforms (id)
);
CREATE TABLE lti_logins (
	state VARCHAR(64) NOT NULL, 
	nonce VARCHAR(64) NOT NULL, 
	proof VARCHAR(64) NOT NULL, 
	platform_id INTEGER NOT NULL, 
	storage VARCHAR NOT NULL, 
	again TEXT NOT NULL, 
	used_at DOUBLE, 
	ends_at DOUBLE NOT NULL, 
	PRIMARY KEY (state), 
	FOREIGN KEY(platform_id) REFERENCES lti_platforms (id)
);
CREATE TABLE lti_passes (
	token VARCHAR(64) NOT NULL, 
	purpose VARCHAR NOT NULL, 
	ends_at DOUBLE NOT NULL, 
	PRIMARY KEY (token)
);
CREATE TABLE lti_pickings (
	token VARCHAR(64) NOT NULL, 
	platform_id INTEGER NOT NULL, 
	deployment VARCHAR NOT NULL, 
	settings TEXT NOT NULL, 
	ends_at DOUBLE NOT NULL, 
	PRIMARY KEY (token), 
	FOREIGN KEY(platform_id) REFERENCES lti_platforms (id)
);
CREATE TABLE lti_platforms (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	issuer VARCHAR NOT NULL, 
	client_id VARCHAR NOT NULL, 
	login_url VARCHAR NOT NULL, 
	token_url VARCHAR NOT NULL, 
	keys_url VARCHAR NOT NULL, 
	audience VARCHAR NOT NULL, 
	hosts JSON NOT NULL, 
	pages JSON NOT NULL, 
	unknown_deployments VARCHAR NOT NULL, 
	made_at DOUBLE NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (issuer, client_id)
);
INSERT INTO "lti_platforms" VALUES(1,'The LMS','https://lms.example','client','https://lms.example/auth','https://lms.example/token','https://lms.example/keys','','[]','[]','refuse',1.79575394959994387627e+09);
CREATE TABLE lti_services (
	context_id INTEGER NOT NULL, 
	line_items_url VARCHAR NOT NULL, 
	members_url VARCHAR NOT NULL, 
	scopes JSON NOT NULL, 
	members_at DOUBLE, 
	PRIMARY KEY (context_id), 
	FOREIGN KEY(context_id) REFERENCES contexts (id)
);
INSERT INTO "lti_services" VALUES(1,'https://lms.example/items','https://lms.example/members','[]',1.0);
CREATE TABLE members (
	context_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	PRIMARY KEY (context_id, person_id), 
	FOREIGN KEY(context_id) REFERENCES contexts (id), 
	FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "members" VALUES(1,1,'student');
INSERT INTO "members" VALUES(1,2,'student');
INSERT INTO "members" VALUES(1,3,'instructor');
CREATE TABLE nonces (
	value VARCHAR NOT NULL, 
	ends_at DOUBLE NOT NULL, 
	PRIMARY KEY (value)
);
CREATE TABLE outbox (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	placement_id INTEGER NOT NULL, 
	score DOUBLE, 
	max_score DOUBLE NOT NULL, 
	activity VARCHAR NOT NULL, 
	grading VARCHAR NOT NULL, 
	comment TEXT NOT NULL, 
	made_at DOUBLE NOT NULL, 
	state VARCHAR NOT NULL, 
	tries INTEGER NOT NULL, 
	next_at DOUBLE NOT NULL, 
	lease_until DOUBLE, 
	problem TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES people (id), 
	FOREIGN KEY(placement_id) REFERENCES placements (id)
);
INSERT INTO "outbox" VALUES(1,1,1,3.0,3.0,'Submitted','FullyGraded','',1.79575394970520067217e+09,'waiting',0,0.0,NULL,'');
INSERT INTO "outbox" VALUES(2,2,1,2.5,3.0,'Submitted','FullyGraded','Set by an instructor.',1.79575394972507548329e+09,'waiting',0,0.0,NULL,'');
INSERT INTO "outbox" VALUES(3,1,2,3.0,4.0,'Submitted','FullyGraded','',1.7957539497272553444e+09,'waiting',0,0.0,NULL,'');
CREATE TABLE overrides (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	placement_id INTEGER NOT NULL, 
	score DOUBLE, 
	reason TEXT NOT NULL, 
	by_id INTEGER, 
	at DOUBLE NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES people (id), 
	FOREIGN KEY(placement_id) REFERENCES placements (id), 
	FOREIGN KEY(by_id) REFERENCES people (id)
);
INSERT INTO "overrides" VALUES(1,2,1,2.5,'Shown in person.',3,1.79575394972362351424e+09);
CREATE TABLE people (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	"key" VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	email VARCHAR NOT NULL, 
	made_at DOUBLE NOT NULL, 
	UNIQUE ("key")
);
INSERT INTO "people" VALUES(1,'lti:1:Ada','Ada','',1.79575394961389565471e+09);
INSERT INTO "people" VALUES(2,'lti:1:Alan','Alan','',1.79575394961460137362e+09);
INSERT INTO "people" VALUES(3,'lti:1:Teacher','Teacher','',1.79575394961482429504e+09);
CREATE TABLE placements (
	id INTEGER NOT NULL, 
	context_id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	max_score DOUBLE NOT NULL, 
	policy JSON NOT NULL, 
	line_item VARCHAR, 
	PRIMARY KEY (id), 
	UNIQUE (context_id, "key"), 
	FOREIGN KEY(context_id) REFERENCES contexts (id)
);
INSERT INTO "placements" VALUES(1,1,'link','assignment','units','Units',3.0,'{"attempts": null, "counts": "best", "due": null, "late": true, "release_hidden": false}',NULL);
INSERT INTO "placements" VALUES(2,1,'quiz','quiz','gallery','Gallery',4.0,'{"attempts": null, "counts": "best", "due": null, "late": true, "release_hidden": false}',NULL);
CREATE TABLE quiz_scores (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	placement_id INTEGER NOT NULL, 
	sitting VARCHAR NOT NULL, 
	score DOUBLE NOT NULL, 
	max_score DOUBLE NOT NULL, 
	at DOUBLE NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (placement_id, person_id, sitting), 
	FOREIGN KEY(person_id) REFERENCES people (id), 
	FOREIGN KEY(placement_id) REFERENCES placements (id)
);
INSERT INTO "quiz_scores" VALUES(1,1,2,'sitting-1',3.0,4.0,1.79575394972571086883e+09);
CREATE TABLE regrades (
	id INTEGER NOT NULL, 
	handin_id VARCHAR(32) NOT NULL, 
	"before" TEXT NOT NULL, 
	"after" TEXT, 
	by_id INTEGER, 
	at DOUBLE NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(handin_id) REFERENCES handins (id), 
	FOREIGN KEY(by_id) REFERENCES people (id)
);
INSERT INTO "regrades" VALUES(1,'8afa919ced65409881a55ff87e0002a4','{"format":1,"assignment":"units","title":"Units","course_digest":"","student":"Ada","status":"graded","message":"","score":1.0,"max_score":3.0,"submission":{"file":"units.py","digest":"","remarks":[]},"seed":0,"environment":{"rectify":"","python":"","torch":"","numpy":"","isolation":"none"},"exercises":[],"checks":[]}','{"format":1,"assignment":"units","title":"Units","course_digest":"","student":"Ada","status":"graded","message":"","score":3.0,"max_score":3.0,"submission":{"file":"units.py","digest":"","remarks":[]},"seed":0,"environment":{"rectify":"","python":"","torch":"","numpy":"","isolation":"none"},"exercises":[],"checks":[]}',3,1.79575394966350269316e+09,'A check was wrong.');
INSERT INTO "regrades" VALUES(2,'60cb8429cbd742679c2474f4b2a2ef49','{"format":1,"assignment":"units","title":"Units","course_digest":"","student":"Ada","status":"graded","message":"","score":2.0,"max_score":3.0,"submission":{"file":"units.py","digest":"","remarks":[]},"seed":0,"environment":{"rectify":"","python":"","torch":"","numpy":"","isolation":"none"},"exercises":[],"checks":[]}','{"format":1,"assignment":"units","title":"Units","course_digest":"","student":"Ada","status":"graded","message":"","score":3.0,"max_score":3.0,"submission":{"file":"units.py","digest":"","remarks":[]},"seed":0,"environment":{"rectify":"","python":"","torch":"","numpy":"","isolation":"none"},"exercises":[],"checks":[]}',3,1.79575394966350269316e+09,'A check was wrong.');
CREATE TABLE reports (
	handin_id VARCHAR(32) NOT NULL, 
	report TEXT NOT NULL, 
	score DOUBLE, 
	max_score DOUBLE NOT NULL, 
	made_at DOUBLE NOT NULL, 
	PRIMARY KEY (handin_id), 
	FOREIGN KEY(handin_id) REFERENCES handins (id)
);
INSERT INTO "reports" VALUES('8afa919ced65409881a55ff87e0002a4','{"format":1,"assignment":"units","title":"Units","course_digest":"","student":"Ada","status":"graded","message":"","score":3.0,"max_score":3.0,"submission":{"file":"units.py","digest":"","remarks":[]},"seed":0,"environment":{"rectify":"","python":"","torch":"","numpy":"","isolation":"none"},"exercises":[],"checks":[]}',3.0,3.0,1.79575394970397853849e+09);
INSERT INTO "reports" VALUES('60cb8429cbd742679c2474f4b2a2ef49','{"format":1,"assignment":"units","title":"Units","course_digest":"","student":"Ada","status":"graded","message":"","score":3.0,"max_score":3.0,"submission":{"file":"units.py","digest":"","remarks":[]},"seed":0,"environment":{"rectify":"","python":"","torch":"","numpy":"","isolation":"none"},"exercises":[],"checks":[]}',3.0,3.0,1.79575394969203329083e+09);
CREATE TABLE schema_version (
	version INTEGER NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO "schema_version" VALUES(1);
CREATE TABLE sessions (
	token_digest VARCHAR(64) NOT NULL, 
	person_id INTEGER NOT NULL, 
	context_id INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	placement_id INTEGER, 
	made_at DOUBLE NOT NULL, 
	ends_at DOUBLE NOT NULL, 
	PRIMARY KEY (token_digest), 
	FOREIGN KEY(person_id) REFERENCES people (id), 
	FOREIGN KEY(context_id) REFERENCES contexts (id), 
	FOREIGN KEY(placement_id) REFERENCES placements (id)
);
INSERT INTO "sessions" VALUES('8fb61bcc000818f88e477f7fc599d864d4d4f2aa32d544c4ddde4e10a1566e0c',1,1,'student',1,1.79575394972004055973e+09,1.79579714972004079814e+09);
CREATE TABLE tickets (
	digest VARCHAR(64) NOT NULL, 
	person_id INTEGER NOT NULL, 
	context_id INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	placement_id INTEGER, 
	ends_at DOUBLE NOT NULL, 
	PRIMARY KEY (digest), 
	FOREIGN KEY(person_id) REFERENCES people (id), 
	FOREIGN KEY(context_id) REFERENCES contexts (id), 
	FOREIGN KEY(placement_id) REFERENCES placements (id)
);
CREATE INDEX ix_nonces_ends_at ON nonces (ends_at);
CREATE INDEX ix_lti_passes_ends_at ON lti_passes (ends_at);
CREATE INDEX ix_members_person_id ON members (person_id);
CREATE INDEX ix_lti_logins_ends_at ON lti_logins (ends_at);
CREATE INDEX ix_lti_pickings_ends_at ON lti_pickings (ends_at);
CREATE INDEX handins_of_person ON handins (person_id, placement_id, made_at);
CREATE INDEX handins_in_turn ON handins (state, turn_at);
CREATE INDEX handins_of_placement ON handins (placement_id, person_id);
CREATE INDEX overrides_of_placement ON overrides (placement_id, person_id);
CREATE INDEX outbox_of_placement ON outbox (placement_id, person_id, made_at);
CREATE INDEX outbox_due ON outbox (state, next_at);
CREATE UNIQUE INDEX outbox_one_waiting ON outbox (person_id, placement_id) WHERE state = 'waiting';
CREATE INDEX ix_sessions_person_id ON sessions (person_id);
CREATE INDEX ix_sessions_ends_at ON sessions (ends_at);
CREATE INDEX ix_tickets_ends_at ON tickets (ends_at);
CREATE INDEX ix_tickets_person_id ON tickets (person_id);
CREATE INDEX ix_regrades_handin_id ON regrades (handin_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('people',3);
COMMIT;
