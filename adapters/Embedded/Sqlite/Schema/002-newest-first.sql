-- Lists show the newest first: a page of them reads its own documents and not all of the partition's.
-- The expression has to be written exactly as the queries write it, or the index isn't used.
CREATE INDEX documents_created ON documents (container, partition, json_extract(body, '$."createdAt"'), id);
